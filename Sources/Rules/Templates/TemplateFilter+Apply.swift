internal import Identifiers
internal import JSON

extension TemplateFilter {
    func apply(to value: JSONValue) -> String {
        let text = value.templateText
        return switch self {
        case .slug: Self.slug(text)
        case .truncate(let length): String(text.prefix(length))
        case .quote: "> " + text.split(omittingEmptySubsequences: false) { $0.isNewline }.joined(separator: "\n> ")
        case .json: value.text()
        case .markdownEscape: Self.escaped(text)
        case .code: Self.codeSpan(text)
        case .date: Self.date(value)
        }
    }

    private static func slug(_ text: String) -> String {
        var result = ""
        for byte in text.lowercased().utf8 {
            if (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else if !result.isEmpty, !result.hasSuffix("-") {
                result += "-"
            }
        }
        return result.hasSuffix("-") ? String(result.dropLast()) : result
    }

    /// A `/` that starts a line could be a command; a zero-width space keeps `@name` from notifying anybody.
    private static func escaped(_ text: String) -> String {
        var result = ""
        var startsLine = true
        for character in text {
            switch character {
            case "@": result += "@\u{200B}"
            case "/" where startsLine: result += "\\/"
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "<", ">", "#", "+", "-", ".", "!", "|", "~", "&", "=", "$":
                result += "\\\(character)"
            default: result.append(character)
            }
            startsLine = character.isNewline || (startsLine && character.isWhitespace)
        }
        return result
    }

    /// The fence is longer than any run of backticks inside (CommonMark 6.1); line ends become spaces, as a blank line would
    /// end the span.
    private static func codeSpan(_ text: String) -> String {
        let line = String(text.map { $0.isNewline ? " " : $0 })
        guard !line.isEmpty else { return "" }
        var longest = 0
        var run = 0
        for character in line {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let padding = longest > 0 || line.hasPrefix(" ") || line.hasSuffix(" ") ? " " : ""
        return fence + padding + line + padding + fence
    }

    private static func date(_ value: JSONValue) -> String {
        if let seconds = value.integer, (0...253_402_300_799).contains(seconds) {
            return String(Timestamp(milliseconds: seconds * 1000).description.prefix(10))
        }
        let day = value.templateText.prefix(10)
        let shape = day.map { $0.isASCII && $0.isNumber ? "0" : $0 }
        return String(shape) == "0000-00-00" ? String(day) : ""
    }
}

extension JSONValue {
    /// Texts as they are, lists with commas, objects as JSON.
    var templateText: String {
        switch self {
        case .null: ""
        case .string(let text): text
        case .array(let elements): elements.map(\.templateText).joined(separator: ", ")
        case .bool, .integer, .number, .object: text()
        }
    }
}
