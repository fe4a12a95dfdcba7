/// GitHub's `X-GitHub-Delivery`: a UUID, kept in lower case, so that a redelivery is recognised.
package struct DeliveryID: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: some StringProtocol) {
        guard let canonical = canonicalUUID(text) else { return nil }
        description = canonical
    }
}

/// The lower-case form of `8-4-4-4-12` hexadecimal digits, or nil.
func canonicalUUID(_ text: some StringProtocol) -> String? {
    let lowered = text.lowercased()
    let bytes = Array(lowered.utf8)
    guard bytes.count == 36 else { return nil }
    for (index, byte) in bytes.enumerated() {
        if [8, 13, 18, 23].contains(index) {
            guard byte == 0x2D else { return nil }
        } else {
            guard (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) else { return nil }
        }
    }
    return lowered
}
