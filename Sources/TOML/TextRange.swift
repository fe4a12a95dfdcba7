/// From the first character of something to just behind its last.
package struct TextRange: Hashable, Sendable {
    package let start: TextLocation
    package let end: TextLocation

    package init(_ start: TextLocation, _ end: TextLocation) {
        self.start = start
        self.end = end
    }

    /// How many columns to underline: at least one, and one where it goes over several lines.
    package var width: Int { start.line == end.line ? max(1, end.column - start.column) : 1 }
}
