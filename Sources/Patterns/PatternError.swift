/// Why a pattern is refused, and where.
package struct PatternError: Error, Equatable, CustomStringConvertible {
    package let reason: Reason
    /// Bytes from the start of the text as it was written, prefixes such as `glob:` included.
    package let offset: Int

    package init(_ reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    package enum Reason: Equatable, Sendable {
        case empty
        case tooLong(limit: Int)
        case tooLarge
        case needsBacktracking(String)
        case badEscape(String)
        case badClass(String)
        case badRepetition(String)
        case badGroup(String)
        case unclosedClass
        case unclosedParenthesis
        case unopenedParenthesis
        case unclosedBrace
        case nestedTooDeep(limit: Int)
        case trailingBackslash
        case unclosedSlash
        case unknownFlag(String)
        case outOfMemory
    }

    package var description: String {
        switch reason {
        case .empty: "the pattern is empty"
        case .tooLong(let limit): "the pattern is longer than \(limit) bytes"
        case .tooLarge: "the pattern is too large once compiled; use smaller repetitions"
        case .needsBacktracking(let part):
            "'\(part)' is not supported: look-around and back-references cannot be matched in linear time"
        case .badEscape(let part): "'\(part)' is not an escape"
        case .badClass(let part): "'\(part)' is not a character class or range"
        case .badRepetition(let part): "'\(part)' repeats nothing, or too often (at most 1000 times)"
        case .badGroup(let part): "'\(part)' does not start a group"
        case .unclosedClass: "'[' is never closed"
        case .unclosedParenthesis: "'(' is never closed"
        case .unopenedParenthesis: "')' closes nothing"
        case .unclosedBrace: "'{' is never closed"
        case .nestedTooDeep(let limit): "braces nest deeper than \(limit)"
        case .trailingBackslash: "the pattern ends in a single '\\'"
        case .unclosedSlash: "a regular expression is written re:/…/ or re:/…/i"
        case .unknownFlag(let flag): "'\(flag)' is not a flag; only 'i' (ignore case) is"
        case .outOfMemory: "there is not enough memory for the pattern"
        }
    }

    func moved(by distance: Int) -> Self { Self(reason, offset: offset + distance) }
}
