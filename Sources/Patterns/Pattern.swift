internal import CRE2

/// A regular expression in RE2's syntax: matching takes time linear in the text, whatever the pattern.
///
/// Safe because the compiled expression is never changed after `init`, and RE2 allows any number of threads to match with one.
package final class Pattern: @unchecked Sendable {
    /// In bytes.
    package static let maximumLength = 512
    /// In instructions of RE2's program; a class such as `\pL` alone takes a few hundred.
    package static let maximumProgramSize = 10_000
    /// In bytes of text; a longer one is the caller's to refuse.
    package static let maximumInput = 262_144

    package let source: String
    package let ignoresCase: Bool
    private let handle: OpaquePointer

    package convenience init(_ source: String, ignoringCase: Bool = false) throws(PatternError) {
        guard !source.isEmpty else { throw PatternError(.empty, offset: 0) }
        guard source.utf8.count <= Self.maximumLength else {
            throw PatternError(.tooLong(limit: Self.maximumLength), offset: Self.maximumLength)
        }
        try self.init(unlimited: source, ignoringCase: ignoringCase)
    }

    /// Leaves out the limit on the text, for patterns translated from something shorter.
    init(unlimited source: String, ignoringCase: Bool) throws(PatternError) {
        let memory: Int64 = 2 << 20
        let compiled = Array(source.utf8).withUnsafeBytes { bytes in
            cre2_compile(bytes.baseAddress, bytes.count, ignoringCase, memory)
        }
        guard let compiled else { throw PatternError(.outOfMemory, offset: 0) }
        self.source = source
        self.ignoresCase = ignoringCase
        handle = compiled
        let status = cre2_get_status(compiled)
        guard status == CRE2_OK else {
            // deinit runs for a class whose every property is set, so the handle is given back.
            throw PatternError.refused(source, status: status, part: Self.refusedPart(of: compiled))
        }
        guard cre2_program_size(compiled) <= Self.maximumProgramSize else { throw PatternError(.tooLarge, offset: 0) }
    }

    deinit { cre2_free(handle) }

    /// Whether the pattern occurs anywhere in the text; `^` and `$` stand for its ends.
    package func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cre2_find(handle, $0.baseAddress, $0.count) == 1 }
        }
    }

    private static func refusedPart(of handle: OpaquePointer) -> String {
        var length = 0
        let part = cre2_refused(handle, &length)
        return String(decoding: UnsafeRawBufferPointer(start: part, count: length), as: UTF8.self)
    }
}

extension Pattern: Equatable {
    package static func == (left: Pattern, right: Pattern) -> Bool {
        left.source == right.source && left.ignoresCase == right.ignoresCase
    }
}
