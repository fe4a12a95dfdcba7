internal import Markdown

/// The comment as Markdown reads it, without the unseen characters in front of an opening: they would take it out of its place.
struct VisibleCopy {
    private var text = String.UnicodeScalarView()
    private var length = 0
    private var offsets: [Int] = []
    private var isFirst = true

    /// Adds a line; `opening` is the offset in it of what may be an opening.
    mutating func append(_ line: ArraySlice<Unicode.Scalar>, upTo opening: Int?) {
        if !isFirst { append("\n") }
        isFirst = false
        let gap = opening.map { Self.gap(line, $0) }
        for (index, scalar) in line.enumerated() {
            if index == opening { offsets.append(length) }
            let isInFront = gap?.contains(index) ?? false
            let isDropped =
                isInFront && (HiddenCharacter.isHidden(scalar) || HiddenCharacter.isBlank(scalar) && !scalar.isASCII)
            if !isDropped { append(scalar) }
        }
    }

    /// What lies between a list mark, or the start of the line, and the opening. A mark with something unseen in front of it or
    /// directly behind it is none to Markdown, and must not become one.
    private static func gap(_ line: ArraySlice<Unicode.Scalar>, _ opening: Int) -> Range<Int> {
        let front = Array(line.prefix(opening))
        let isBlank: (Unicode.Scalar) -> Bool = { HiddenCharacter.isBlank($0) || HiddenCharacter.isHidden($0) }
        guard let mark = front.lastIndex(where: { !isBlank($0) }) else { return 0..<opening }
        let isMark = mark + 1 < front.count && (front[mark + 1] == " " || front[mark + 1] == "\t")
        return isMark ? mark + 1..<opening : opening..<opening
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        text.append(scalar)
        length += UTF8.width(scalar)
    }

    /// The numbers of the openings that are said, not shown.
    func live() -> Set<Int> {
        let live = Markdown.linesOfProse(in: String(text), startingAt: offsets)
        return Set(offsets.indices.filter { live.contains(offsets[$0]) })
    }
}
