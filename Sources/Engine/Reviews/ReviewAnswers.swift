/// What an agent said to each numbered remark: lines that begin with `[1]`, and the lines below each.
package struct ReviewAnswers: Equatable, Sendable {
    /// What is left of the text without the answers.
    package let summary: String
    /// By number, from 1.
    package let answers: [Int: String]

    /// Numbers above `count` belong to no remark and stay in the summary.
    package init(parsing text: String, count: Int) {
        var answers: [Int: String] = [:]
        var summary: [Substring] = []
        var current: Int?
        for line in text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false) {
            if let (number, rest) = Self.opening(of: line), (1...max(1, count)).contains(number), count > 0 {
                current = number
                answers[number] = [answers[number], rest].compactMap(\.self).joined(separator: "\n")
            } else if line.allSatisfy(\.isWhitespace) {
                current = nil
                summary.append(line)
            } else if let number = current {
                answers[number, default: ""] += "\n" + line
            } else {
                summary.append(line)
            }
        }
        self.summary = summary.joined(separator: "\n").trimmed
        self.answers = answers.mapValues(\.trimmed).filter { !$0.value.isEmpty }
    }

    /// `[1] text`, perhaps as a list item or in bold.
    private static func opening(of line: Substring) -> (Int, String)? {
        let start = line.drop { $0 == " " || $0 == "-" || $0 == "*" }
        guard start.first == "[", let close = start.firstIndex(of: "]") else { return nil }
        let digits = start[start.index(after: start.startIndex)..<close]
        guard (1...4).contains(digits.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits)
        else { return nil }
        return (number, String(start[start.index(after: close)...].drop { " :*-–—.".contains($0) }))
    }
}
