/// A job's UUID (version 7, RFC 9562): it sorts by the time it was made.
package struct JobID: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: some StringProtocol) {
        guard let canonical = canonicalUUID(text) else { return nil }
        description = canonical
    }

    /// Made from a time and ten random bytes; fewer are a programming error.
    package init(at time: Timestamp, random: [UInt8]) {
        description = uuid7(at: time, random: random)
    }
}

/// A version 7 UUID in its usual form, from a time and ten random bytes.
package func uuid7(at time: Timestamp, random: [UInt8]) -> String {
    precondition(random.count >= 10, "a UUID needs ten random bytes")
    let milliseconds = UInt64(max(0, time.milliseconds))
    var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * UInt64($0))) }
    bytes.append(contentsOf: random.prefix(10))
    bytes[6] = bytes[6] & 0x0F | 0x70
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array("0123456789abcdef")
    var text = ""
    for (index, byte) in bytes.enumerated() {
        if [4, 6, 8, 10].contains(index) { text.append("-") }
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return text
}
