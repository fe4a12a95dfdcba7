/// Follows the parts of a request head through libmicrohttpd's buffer, where it parses them in place.
///
/// Between two neighbours lies exactly one separator. Anything else there (a NUL, a folded line, a line feed without its
/// carriage return, a second space) was passed over by this parser and may be read by another.
struct HeadLayout {
    private(set) var isExact = true
    private let start: UInt
    private var next: UInt

    init(startingAt method: UnsafePointer<CChar>) {
        start = UInt(bitPattern: method)
        next = start
    }

    /// A part that begins right after the separator before it; `separator` is the length of the one behind it.
    mutating func follow(_ address: UInt, _ count: Int, separator: UInt) {
        if address != next { isExact = false }
        next = address &+ UInt(count) &+ separator
    }

    /// A header's value, which blanks may precede; a CR LF follows.
    mutating func followValue(_ address: UInt, _ count: Int) {
        if address < next { isExact = false }
        next = address &+ UInt(count) &+ 2
    }

    /// The head's last CR LF must end it, `size` bytes after its start.
    mutating func finish(size: Int) {
        if next &+ 2 != start &+ UInt(size) { isExact = false }
    }
}
