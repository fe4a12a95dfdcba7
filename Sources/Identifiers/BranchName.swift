/// A branch that HookBot may create or push: an allow-list far narrower than git-check-ref-format(1), as git itself accepts
/// `$(id)`, quotes and bidi overrides in names.
package struct BranchName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard (1...200).contains(bytes.count), Self.isWord(bytes[0]),
            bytes.allSatisfy({ Self.isWord($0) || Self.punctuation.contains($0) })
        else { return nil }
        let text = String(text)
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard
            parts.allSatisfy({ part in
                !part.isEmpty && !part.hasPrefix(".") && !part.hasSuffix(".") && !part.hasSuffix(".lock")
                    && !part.hasPrefix("-")
            }),
            !Self.contains(bytes, 0x2E, 0x2E), CommitID(text) == nil, !Self.reserved.contains(text)
        else { return nil }
        description = text
    }

    /// `refs/heads/` and the name.
    package var reference: String { "refs/heads/\(description)" }

    private static let punctuation = Set("/_.+@-".utf8)
    private static let reserved: Set<String> = ["HEAD", "FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD", "@"]

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }

    private static func contains(_ bytes: [UInt8], _ first: UInt8, _ second: UInt8) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { $0 == first && $1 == second }
    }
}
