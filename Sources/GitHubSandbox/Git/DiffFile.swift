/// What a diff says about one file.
struct DiffFile: Sendable, Hashable {
    enum Status: String, Sendable {
        case added, removed, modified, renamed
    }

    var path: String
    var previousPath: String?
    var status = Status.modified
    var blob: String?
    var additions = 0
    var deletions = 0
    /// The hunks; nil for a binary file or a change of mode alone.
    var patch: String?

    /// The hunk that shows a line of one side, up to that line; nil where the diff does not show it.
    func hunk(showing line: Int, _ side: SandboxReviewComment.Side) -> String? {
        var (left, right) = (0, 0)
        var hunk: [Substring] = []
        for text in lines(of: patch ?? "") {
            if text.hasPrefix("@@") {
                guard let starts = DiffFile.starts(of: text) else { return nil }
                (left, right) = starts
                hunk = [text]
                continue
            }
            let mark = text.utf8.first
            guard mark != UInt8(ascii: "\\") else { continue }
            hunk.append(text)
            let (onLeft, onRight) = (mark != UInt8(ascii: "+"), mark != UInt8(ascii: "-"))
            if side == .left && onLeft && left == line || side == .right && onRight && right == line {
                return hunk.joined(separator: "\n")
            }
            if onLeft { left += 1 }
            if onRight { right += 1 }
        }
        return nil
    }

    /// The first line numbers of `@@ -3,7 +3,8 @@`.
    private static func starts(of header: Substring) -> (Int, Int)? {
        let words = header.split(separator: " ")
        guard words.count >= 3, let left = Int(words[1].dropFirst().prefix { $0 != "," }),
            let right = Int(words[2].dropFirst().prefix { $0 != "," })
        else { return nil }
        return (left, right)
    }
}
