/// One tag of HTML, read as browsers do: a `>` inside a quoted attribute does not end it.
struct HTMLTag {
    private(set) var name: String
    /// Whether an attribute of it takes its content out of sight.
    private(set) var hidesItself = false
    private(set) var isClosed = false
    /// The offset behind it.
    private(set) var next: Int

    /// Nil where no tag name stands at `start`.
    init?(_ bytes: [UInt8], nameAt start: Int) {
        guard start < bytes.count, Self.isLetter(bytes[start]) else { return nil }
        var index = start
        func isNameEnd(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") }
        while index < bytes.count, !isNameEnd(bytes[index]) { index += 1 }
        name = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
        next = bytes.count
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: ">") {
                isClosed = true
                next = index + 1
                return
            }
            if isNameEnd(bytes[index]) {
                index += 1
                continue
            }
            let nameStart = index
            index += 1
            while index < bytes.count, !isNameEnd(bytes[index]), bytes[index] != UInt8(ascii: "=") { index += 1 }
            let attribute = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()
            if ["hidden", "style", "aria-hidden"].contains(attribute) { hidesItself = true }
            var value = index
            while value < bytes.count, bytes[value] <= 0x20 { value += 1 }
            guard value < bytes.count, bytes[value] == UInt8(ascii: "=") else { continue }
            value += 1
            while value < bytes.count, bytes[value] <= 0x20 { value += 1 }
            guard value < bytes.count else { return }
            let quote = bytes[value]
            if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                guard let end = bytes[(value + 1)...].firstIndex(of: quote) else { return }
                index = end + 1
            } else {
                index = value
                while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ">") { index += 1 }
            }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
