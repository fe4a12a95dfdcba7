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
        for (index, scalar) in line.enumerated() {
            if index == opening { offsets.append(length) }
            let isInFront = opening.map { index < $0 } ?? false
            let isDropped =
                isInFront && (HiddenCharacter.isHidden(scalar) || HiddenCharacter.isBlank(scalar) && !scalar.isASCII)
            if !isDropped { append(scalar) }
        }
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
