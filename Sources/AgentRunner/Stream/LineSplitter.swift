/// Cuts a byte stream into lines, over any chunk borders, holding no more than `limit` bytes of any one.
package struct LineSplitter: Sendable {
    package struct Line: Hashable, Sendable {
        /// Without its line feed and without a carriage return before it.
        package let bytes: [UInt8]
        /// Whether more bytes followed than the limit allows; they are gone.
        package let isCut: Bool
    }

    private let limit: Int
    private var pending: [UInt8] = []
    private var isCut = false

    package init(limit: Int = 1 << 20) { self.limit = limit }

    /// The lines that `chunk` completes.
    package mutating func feed(_ chunk: some Sequence<UInt8>) -> [Line] {
        var lines: [Line] = []
        for byte in chunk {
            if byte == 0x0A {
                lines.append(takeLine())
            } else if pending.count < limit {
                pending.append(byte)
            } else {
                isCut = true
            }
        }
        return lines
    }

    /// What stood after the last line feed; nil for nothing.
    package mutating func finish() -> Line? { pending.isEmpty ? nil : takeLine() }

    private mutating func takeLine() -> Line {
        if pending.last == 0x0D && !isCut { pending.removeLast() }
        let line = Line(bytes: pending, isCut: isCut)
        pending = []
        isCut = false
        return line
    }
}
