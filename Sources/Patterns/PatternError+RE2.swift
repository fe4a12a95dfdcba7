internal import CRE2

extension PatternError {
    /// RE2 names the part it refused, not its place: the first occurrence of the part is taken, and parentheses are counted.
    static func refused(_ source: String, status: cre2_status, part: String) -> Self {
        let offset = Array(source.utf8).firstOffset(of: Array(part.utf8))
        switch status {
        case CRE2_BAD_ESCAPE:
            let isReference = part.utf8.dropFirst().first.map { (0x31...0x39).contains($0) || $0 == 0x6B } ?? false
            return Self(isReference ? .needsBacktracking(part) : .badEscape(part), offset: offset)
        case CRE2_BAD_CLASS: return Self(.badClass(part), offset: offset)
        case CRE2_MISSING_BRACKET: return Self(.unclosedClass, offset: offset)
        case CRE2_MISSING_PARENTHESIS:
            return Self(.unclosedParenthesis, offset: strayParenthesis(in: source))
        case CRE2_UNEXPECTED_PARENTHESIS:
            return Self(.unopenedParenthesis, offset: strayParenthesis(in: source))
        case CRE2_TRAILING_BACKSLASH: return Self(.trailingBackslash, offset: max(0, source.utf8.count - 1))
        case CRE2_BAD_REPETITION: return Self(.badRepetition(part), offset: offset)
        case CRE2_BAD_GROUP:
            let looksAround = ["(?=", "(?!", "(?<"].contains { part.hasPrefix($0) }
            return Self(looksAround ? .needsBacktracking(part) : .badGroup(part), offset: offset)
        case CRE2_TOO_LARGE: return Self(.tooLarge, offset: 0)
        default: return Self(.badEscape(part), offset: offset)
        }
    }

    /// The first `)` that closes nothing, else the innermost `(` that stays open.
    private static func strayParenthesis(in source: String) -> Int {
        var open: [Int] = []
        var isEscaped = false
        var inClass = false
        for (offset, byte) in source.utf8.enumerated() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "["): inClass = true
            case UInt8(ascii: "]"): inClass = false
            case UInt8(ascii: "(") where !inClass: open.append(offset)
            case UInt8(ascii: ")") where !inClass:
                guard open.popLast() != nil else { return offset }
            default: break
            }
        }
        return open.last ?? 0
    }
}

extension [UInt8] {
    /// Zero where the part does not occur.
    fileprivate func firstOffset(of part: [UInt8]) -> Int {
        guard !part.isEmpty, part.count <= count else { return 0 }
        return (0...(count - part.count)).first { self[$0..<($0 + part.count)].elementsEqual(part) } ?? 0
    }
}
