internal import TOML

/// The lines of a configuration file as they may be shown: whatever could be a secret is masked.
struct SourceText {
    /// In bytes; a longer line is nothing a person wrote, and nothing to show.
    static let lineLimit = 4096

    let path: String
    private let lines: [Substring]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// From 1; nil where the text has no such line.
    func line(_ number: Int) -> String? {
        guard lines.indices.contains(number - 1), lines[number - 1].utf8.count <= Self.lineLimit else { return nil }
        var line = lines[number - 1]
        if line.last == "\r" { line.removeLast() }
        return SecretShape.masked(String(line))
    }

    /// Where the value at `range` is a string on one line without escapes, the place `offset` bytes into it.
    func place(at offset: Int, in value: TOMLValue, of text: String) -> TextRange? {
        let range = value.range
        guard range.start.line == range.end.line, lines.indices.contains(range.start.line - 1),
            lines[range.start.line - 1].utf8.count <= Self.lineLimit
        else { return nil }
        let line = Array(lines[range.start.line - 1].unicodeScalars)
        let start = range.start.column
        guard line.indices.contains(start), start + text.unicodeScalars.count < line.count,
            line[start..<(start + text.unicodeScalars.count)].elementsEqual(text.unicodeScalars)
        else { return nil }
        let scalars = String(decoding: Array(text.utf8).prefix(offset), as: UTF8.self).unicodeScalars.count
        let place = TextLocation(line: range.start.line, column: start + 1 + scalars)
        return TextRange(place, place)
    }
}
