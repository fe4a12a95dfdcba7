/// Turns text that people or an agent wrote into text that is safe inside a comment of ours.
package enum PublicText {
    /// GitHub's limit for a body is 65,536 characters; this leaves room for what stands around it.
    package static let limit = 60_000

    /// Neutralises what GitHub or another bot would act on: mentions, references, closing keywords, leading commands, HTML comments.
    package static func neutralised(_ text: String) -> String {
        var result = ""
        var previous: Character = "\n"
        for character in text.replacing("\r\n", with: "\n") {
            switch character {
            case "@" where !(previous.isLetter || previous.isNumber): result += "@\u{200B}"
            case _ where character.isNumber && previous == "#": result += "\u{200B}\(character)"
            case "/" where previous == "\n": result += "\u{200B}/"
            case "<": result += "&lt;"
            default: result.append(character)
            }
            previous = character
        }
        return shortened(result, to: limit)
    }

    /// Text for a commit message: closes nothing, pings nobody and switches no checks off.
    package static func neutralisedForCommit(_ text: String) -> String {
        var lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let switches = ["[skip ci]", "[ci skip]", "[no ci]", "[skip actions]", "[actions skip]", "***no_ci***"]
        lines = lines.filter { !$0.lowercased().hasPrefix("skip-checks:") }.map { line in
            let lowered = line.lowercased()
            return switches.contains { lowered.contains($0) } ? line.replacing("[", with: "(").replacing("*", with: "") : line
        }
        var result = ""
        var previous: Character = " "
        for character in lines.joined(separator: "\n") {
            if character == "@", !(previous.isLetter || previous.isNumber) {
                result += "(at)"
            } else if character.isNumber, previous == "#" {
                result += " \(character)"
            } else {
                result.append(character)
            }
            previous = character
        }
        return result
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
