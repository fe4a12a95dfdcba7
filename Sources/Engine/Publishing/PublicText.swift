/// Turns text that people or an agent wrote into text that is safe inside a comment of ours.
package enum PublicText {
    /// GitHub's limit for a body is 65,536 characters; this leaves room for what stands around it.
    package static let limit = 60_000

    /// Neutralises what GitHub or another bot would act on: mentions, references, closing keywords, leading commands, HTML comments.
    package static func neutralised(_ text: String) -> String {
        var result = ""
        var previous: Character = "\n"
        for character in text {
            switch character {
            case "@" where !(previous.isLetter || previous.isNumber): result += "@\u{200B}"
            case "#" where !(previous.isLetter || previous.isNumber || previous == "#" || previous == "\n"): result += "#\u{200B}"
            case "/" where previous == "\n": result += "\u{200B}/"
            case "<": result += "&lt;"
            default: result.append(character)
            }
            previous = character
        }
        return shortened(result, to: limit)
    }

    /// At most `count` characters; what was cut is said.
    package static func shortened(_ text: String, to count: Int) -> String {
        guard text.count > count else { return text }
        return text.prefix(count) + "\n\n… (\(text.count - count) more characters)"
    }

    /// One line: newlines and runs of white space become single spaces.
    package static func singleLine(_ text: String, to count: Int = 200) -> String {
        let line = text.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
        return line.count > count ? line.prefix(count - 1) + "…" : line
    }

    /// As a code span that holds any text, backticks included (CommonMark 6.1).
    package static func code(_ text: String) -> String {
        let longest = text.split(omittingEmptySubsequences: true, whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: longest + 1)
        let padding = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
        return fence + padding + singleLine(text) + padding + fence
    }
}
