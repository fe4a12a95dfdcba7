extension Markdown {
    /// Which of some places of a text begin a line of the prose a reader sees, so that what stands there was said, not shown.
    ///
    /// Code, quotes, headings, tables, links, footnotes, tasks and everything that HTML hides are no prose.
    ///
    /// - Parameters:
    ///   - offsets: UTF-8 offsets of characters that mean nothing to Markdown, ascending, none of them behind a `>` that quotes.
    package static func linesOfProse(in text: String, startingAt offsets: [Int]) -> Set<Int> {
        guard !offsets.isEmpty else { return [] }
        let offsets = Array(offsets.prefix(PlaceMark.count))
        let marked = marking(text, at: offsets, replacing: true)
        return parsed(marked) { document in Set(document.marksAtLineStarts().map { offsets[$0] }) }
    }

    /// The UTF-8 ranges of the HTML comments of a text, those in code left out; one that nothing ends goes to the end.
    ///
    /// - Parameters:
    ///   - limit: how many are looked at closely; what else looks like a comment counts as one.
    package static func comments(in text: String, limit: Int = 20) -> [Range<Int>] {
        let bytes = Array(text.utf8)
        var found: [Range<Int>] = []
        var looked = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<"), bytes[index...].starts(with: "<!--".utf8) else {
                index += 1
                continue
            }
            if looked < limit {
                looked += 1
                // What was found before is blanked, so that it cannot open a fence around this one.
                let before = String(decoding: blanking(found, in: bytes), as: UTF8.self)
                let marked = marking(before, at: [index], replacing: false)
                if parsed(marked, { $0.hasMarkInCode() }) {
                    index += 4
                    continue
                }
            }
            let end = endOfComment(bytes, from: index)
            found.append(index..<end)
            index = end
        }
        return found
    }

    private static func blanking(_ ranges: [Range<Int>], in bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for range in ranges { for index in range where bytes[index] != 0x0A { bytes[index] = UInt8(ascii: "x") } }
        return bytes
    }

    private static func endOfComment(_ bytes: [UInt8], from start: Int) -> Int {
        let rest = bytes[start...]
        if rest.starts(with: "<!-->".utf8) { return start + 5 }
        if rest.starts(with: "<!--->".utf8) { return start + 6 }
        var index = start + 4
        while index < bytes.count {
            if bytes[index...].starts(with: "-->".utf8) { return index + 3 }
            if bytes[index...].starts(with: "--!>".utf8) { return index + 4 }
            index += 1
        }
        return bytes.count
    }

    /// A copy with marks at some offsets; characters that look like marks are no longer there.
    private static func marking(_ text: String, at offsets: [Int], replacing: Bool) -> String {
        var marked = String.UnicodeScalarView()
        var next = 0
        var offset = 0
        for scalar in text.unicodeScalars {
            let isMarked = next < offsets.count && offsets[next] == offset
            if isMarked {
                marked.append(PlaceMark.scalar(next))
                next += 1
            }
            if !isMarked || !replacing { marked.append(PlaceMark.index(scalar) == nil ? scalar : PlaceMark.other) }
            offset += UTF8.width(scalar)
        }
        return String(marked)
    }
}
