/// How a person writes "text like this": `plain` is the exact text, `glob:…` a path pattern, `re:/…/` or `re:/…/i` a regular
/// expression that may occur anywhere.
package struct StringPattern: Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        case exact(String)
        case glob(Glob)
        case regex(Pattern)
    }

    package let kind: Kind
    package let isCaseSensitive: Bool

    package init(_ text: String, caseSensitive: Bool = true) throws(PatternError) {
        if let glob = text.rest(after: "glob:") {
            do throws(PatternError) {
                self.init(glob: try Glob(glob, caseSensitive: caseSensitive))
            } catch {
                throw error.moved(by: "glob:".utf8.count)
            }
        } else if let expression = text.rest(after: "re:") {
            self.init(regex: try Self.regex(expression, caseSensitive: caseSensitive))
        } else {
            self.init(exact: text, caseSensitive: caseSensitive)
        }
    }

    package init(exact text: String, caseSensitive: Bool) {
        kind = .exact(text)
        isCaseSensitive = caseSensitive
    }

    package init(glob: Glob) {
        kind = .glob(glob)
        isCaseSensitive = glob.isCaseSensitive
    }

    package init(regex: Pattern) {
        kind = .regex(regex)
        isCaseSensitive = !regex.ignoresCase
    }

    package func matches(_ text: String) -> Bool {
        switch kind {
        case .exact(let expected): isCaseSensitive ? text.hasSameBytes(as: expected) : text.isEqualIgnoringCase(to: expected)
        case .glob(let glob): glob.matches(text)
        case .regex(let pattern): pattern.matches(text)
        }
    }

    /// As a person would write it.
    package var description: String {
        switch kind {
        case .exact(let text): text
        case .glob(let glob): "glob:\(glob.source)"
        case .regex(let pattern): "re:/\(pattern.source)/\(pattern.ignoresCase ? "i" : "")"
        }
    }

    private static func regex(_ text: String, caseSensitive: Bool) throws(PatternError) -> Pattern {
        let prefix = "re:".utf8.count
        guard text.hasPrefix("/"), let end = text.lastIndex(of: "/"), end != text.startIndex else {
            throw PatternError(.unclosedSlash, offset: prefix)
        }
        let flags = text[text.index(after: end)...]
        if let flag = flags.first(where: { $0 != "i" }) {
            throw PatternError(.unknownFlag(String(flag)), offset: prefix + text[...end].utf8.count)
        }
        let source = String(text[text.index(after: text.startIndex)..<end])
        do throws(PatternError) {
            return try Pattern(source, ignoringCase: !caseSensitive || !flags.isEmpty)
        } catch {
            throw error.moved(by: prefix + 1)
        }
    }
}

extension String {
    fileprivate func rest(after prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
