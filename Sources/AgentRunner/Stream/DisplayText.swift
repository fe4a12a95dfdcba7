/// Text of an agent made fit for a terminal, a log line or a page.
enum DisplayText {
    /// Without control characters (escape sequences among them) except tab and line feed, and without direction overrides.
    static func clean(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var cleaned = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isHidden(scalar) { cleaned.append(scalar) }
        return String(cleaned)
    }

    /// The first line with something on it, at most `length` characters long.
    static func oneLine(_ text: String, length: Int = 160) -> String {
        let first = clean(text).split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        let line = first.drop(while: \.isWhitespace)
        return line.count > length ? line.prefix(length - 1) + "…" : String(line)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xE0000...0xE007F: true
        default: false
        }
    }
}
