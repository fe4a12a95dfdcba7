/// The start of a line that may be a command, or the mark behind which an e-mail quotes what it answers.
struct CommandOpening: Equatable {
    enum Kind: Equatable {
        case command
        case replyMarker
    }

    var kind: Kind
    /// Where its `/` or `@` stands.
    var offset: Int

    /// The openings of a comment in visible prose, in order; those behind an e-mail's reply marker are left out.
    static func all(in text: WrittenText) -> (openings: [CommandOpening], end: Int) {
        var candidates: [CommandOpening] = []
        var visible = VisibleCopy()
        var listColumn = 0
        for line in text.lineStarts.indices {
            let range = text.range(ofLine: line)
            let start = LineStart(text.scalars[range])
            // Four columns in from the text around it, a line shows code rather than says something.
            let isDeep = !start.hasListMark && start.indentation >= listColumn + 4
            if start.hasListMark { listColumn = start.column } else if !start.isBlank, start.indentation == 0 { listColumn = 0 }
            var candidate: CommandOpening?
            if isReplyMarker(text, line) {
                candidate = CommandOpening(kind: .replyMarker, offset: range.lowerBound + start.blankLength)
            } else if start.isOpening, !isDeep {
                candidate = CommandOpening(kind: .command, offset: range.lowerBound + start.length)
            }
            visible.append(text.scalars[range], upTo: candidate.map { $0.offset - range.lowerBound })
            if let candidate { candidates.append(candidate) }
        }
        let live = visible.live()
        var found: [CommandOpening] = []
        for (index, candidate) in candidates.enumerated() where live.contains(index) {
            if candidate.kind == .replyMarker { return (found, text.lineStarts[text.line(at: candidate.offset)]) }
            found.append(candidate)
        }
        return (found, text.scalars.count)
    }

    private static func isReplyMarker(_ text: WrittenText, _ line: Int) -> Bool {
        let words = visibleWords(text, line)
        guard !words.isEmpty else { return false }
        if words.hasPrefix("--"), words.hasSuffix("--"), words.lowercased().contains("original message") { return true }
        let openers: [(start: String, end: String)] = [
            ("On ", "wrote:"), ("Am ", "schrieb:"), ("Le ", "a écrit :"), ("Le ", "a écrit:"), ("El ", "escribió:"),
        ]
        for opener in openers where words.hasPrefix(opener.start) {
            if words.hasSuffix(opener.end) { return true }
            // Long names and addresses push the end to the next line.
            if line + 1 < text.lineStarts.count, visibleWords(text, line + 1).hasSuffix(opener.end), words.contains("<") {
                return true
            }
        }
        return false
    }

    private static func visibleWords(_ text: WrittenText, _ line: Int) -> String {
        let range = text.range(ofLine: line)
        guard range.count <= 500 else { return "" }
        var view = String.UnicodeScalarView()
        for scalar in text.scalars[range] where !HiddenCharacter.isHidden(scalar) {
            view.append(HiddenCharacter.isBlank(scalar) ? " " : scalar)
        }
        let words = String(view)
        guard let first = words.firstIndex(where: { $0 != " " }), let last = words.lastIndex(where: { $0 != " " }) else {
            return ""
        }
        return String(words[first...last])
    }
}
