/// Rewrites a glob as a regular expression, one character after the other.
struct GlobTranslation {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var result = "(?s)\\A"
    private var openBraces: [Int] = []

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    mutating func expression() throws(PatternError) -> String {
        while index < scalars.count {
            switch scalars[index] {
            case "*": star()
            case "?": take("[^/]")
            case "[": try characterClass()
            case "{": try openBrace()
            case "}" where !openBraces.isEmpty:
                openBraces.removeLast()
                take(")")
            case "," where !openBraces.isEmpty: take("|")
            case "\\":
                guard index + 1 < scalars.count else { throw PatternError(.trailingBackslash, offset: offset(of: index)) }
                index += 1
                literal(scalars[index])
            default: literal(scalars[index])
            }
        }
        if let brace = openBraces.last { throw PatternError(.unclosedBrace, offset: offset(of: brace)) }
        return result + "\\z"
    }

    private mutating func take(_ expression: String) {
        result += expression
        index += 1
    }

    private mutating func literal(_ scalar: Unicode.Scalar) { take(quoted(scalar)) }

    private mutating func star() {
        var end = index
        while end < scalars.count, scalars[end] == "*" { end += 1 }
        guard end - index > 1 else { return take("[^/]*") }
        let startsFolder = index == 0 || "/{,".unicodeScalars.contains(scalars[index - 1])
        if startsFolder, end < scalars.count, scalars[end] == "/" {
            // "**/" is any number of folders, also none.
            result += "(?:.*/)?"
            index = end + 1
        } else {
            result += ".*"
            index = end
        }
    }

    private mutating func openBrace() throws(PatternError) {
        guard openBraces.count < Glob.maximumDepth else {
            throw PatternError(.nestedTooDeep(limit: Glob.maximumDepth), offset: offset(of: index))
        }
        openBraces.append(index)
        take("(?:")
    }

    private mutating func characterClass() throws(PatternError) {
        let start = index
        index += 1
        var isNegated = false
        if index < scalars.count, scalars[index] == "!" || scalars[index] == "^" {
            isNegated = true
            index += 1
        }
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while true {
            guard index < scalars.count else { throw PatternError(.unclosedClass, offset: offset(of: start)) }
            if scalars[index] == "]", !isFirst { break }
            isFirst = false
            let rangeStart = index
            let low = try classMember(from: start)
            var high = low
            if index + 1 < scalars.count, scalars[index] == "-", scalars[index + 1] != "]" {
                index += 1
                high = try classMember(from: start)
            }
            guard low <= high else {
                throw PatternError(.badClass(text(rangeStart..<index)), offset: offset(of: rangeStart))
            }
            ranges.append(low.value...high.value)
        }
        index += 1
        result += expression(for: ranges, isNegated: isNegated)
    }

    private mutating func classMember(from start: Int) throws(PatternError) -> Unicode.Scalar {
        if scalars[index] == "\\" { index += 1 }
        guard index < scalars.count else { throw PatternError(.unclosedClass, offset: offset(of: start)) }
        defer { index += 1 }
        return scalars[index]
    }

    /// A class never stands for "/", so that it stays inside one folder.
    private func expression(for ranges: [ClosedRange<UInt32>], isNegated: Bool) -> String {
        let slash: UInt32 = 0x2F
        if isNegated { return "[^/" + ranges.map(written).joined() + "]" }
        let parts = ranges.flatMap { range -> [ClosedRange<UInt32>] in
            guard range.contains(slash) else { return [range] }
            var parts: [ClosedRange<UInt32>] = []
            if range.lowerBound < slash { parts.append(range.lowerBound...(slash - 1)) }
            if range.upperBound > slash { parts.append((slash + 1)...range.upperBound) }
            return parts
        }
        // A class of nothing but "/" can stand for no character.
        return parts.isEmpty ? "[^\\x00-\\x{10FFFF}]" : "[" + parts.map(written).joined() + "]"
    }

    private func written(_ range: ClosedRange<UInt32>) -> String {
        "\\x{\(String(range.lowerBound, radix: 16))}-\\x{\(String(range.upperBound, radix: 16))}"
    }

    private func quoted(_ scalar: Unicode.Scalar) -> String {
        let isWord = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        return isWord || !scalar.isASCII ? String(scalar) : "\\x{\(String(scalar.value, radix: 16))}"
    }

    private func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range]))
    }

    /// In bytes of UTF-8.
    private func offset(of position: Int) -> Int { text(0..<position).utf8.count }
}
