internal import Markdown

/// The words of one invocation: its first line without HTML comments, and what stands below it.
struct CommandLine {
    /// The first line's characters and where each was written.
    private(set) var scalars: [Unicode.Scalar] = []
    private(set) var origins: [Int] = []
    /// The lines below, as a reader sees them.
    private(set) var body = ""

    /// - Parameter extent: from the opening to the next one, or to the end.
    init(_ text: WrittenText, _ extent: Range<Int>) {
        let comments = Markdown.comments(in: text.string(extent))
        var next = 0
        var offset = 0
        var isFirstLine = true
        var below = String.UnicodeScalarView()
        for index in extent {
            let scalar = text.scalars[index]
            while next < comments.count, comments[next].upperBound <= offset { next += 1 }
            let isComment = next < comments.count && comments[next].contains(offset)
            offset += UTF8.width(scalar)
            if isComment { continue }
            if isFirstLine, scalar == "\n" {
                isFirstLine = false
            } else if isFirstLine {
                scalars.append(HiddenCharacter.isBlank(scalar) ? " " : scalar)
                origins.append(index)
            } else if !HiddenCharacter.isHidden(scalar)
                || HiddenCharacter.isPartOfWriting(text.scalars, at: index)
            {
                below.append(scalar)
            }
        }
        body = CommandLine.trimmed(String(below))
        while scalars.last == " " {
            scalars.removeLast()
            origins.removeLast()
        }
    }

    var text: String { string(0..<scalars.count) }

    func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// Where what cannot be seen stands, if it does.
    var hiddenOffset: Int? {
        scalars.indices.first {
            HiddenCharacter.isHidden(scalars[$0]) && !HiddenCharacter.isPartOfWriting(scalars, at: $0)
        }
    }

    /// The place in the comment of a place in the line.
    func origin(_ offset: Int) -> Int { offset < origins.count ? origins[offset] : (origins.last ?? 0) + 1 }

    private static func trimmed(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
            let last = lines.lastIndex(where: { !$0.allSatisfy(\.isWhitespace) })
        else { return "" }
        return lines[first...last].joined(separator: "\n")
    }
}
