/// A comment's characters with lines ended one way, each with the place where it was written.
struct WrittenText {
    private(set) var scalars: [Unicode.Scalar] = []
    /// Offsets of the lines' first characters.
    private(set) var lineStarts = [0]

    init(_ text: String) {
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            defer { isAfterReturn = scalar == "\r" }
            if scalar == "\n", isAfterReturn { continue }
            scalars.append(scalar == "\r" ? "\n" : scalar)
            if scalar == "\r" || scalar == "\n" { lineStarts.append(scalars.count) }
        }
    }

    func line(at offset: Int) -> Int {
        var (low, high) = (0, lineStarts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The characters of a line, without its end.
    func range(ofLine line: Int) -> Range<Int> {
        let end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : scalars.count
        return lineStarts[line]..<end
    }

    func place(at offset: Int) -> TextPlace {
        let line = line(at: offset)
        return TextPlace(line: line + 1, column: string(lineStarts[line]..<offset).count + 1)
    }

    func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// A line for a message: what stands there, shortened, without what cannot be seen.
    func source(ofLine line: Int) -> String {
        let text = string(range(ofLine: line)).unicodeScalars.filter { !HiddenCharacter.isHidden($0) }
        return String(String(String.UnicodeScalarView(text)).drop { $0.isWhitespace }.prefix(200))
    }
}
