/// Text as one segment of a path or one part of a query: everything but RFC 3986's unreserved characters is escaped. A segment
/// of only dots is escaped too, as servers would otherwise walk up the path.
package func percentEncoded(_ text: some StringProtocol) -> String {
    let isDots = !text.isEmpty && text.utf8.allSatisfy { $0 == 0x2E }
    var encoded = ""
    for byte in text.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x7E:
            encoded.unicodeScalars.append(Unicode.Scalar(byte))
        case 0x2E where !isDots:
            encoded.append(".")
        default:
            encoded.append("%")
            encoded.append(byte < 16 ? "0" : "")
            encoded.append(String(byte, radix: 16, uppercase: true))
        }
    }
    return encoded
}

/// A path of several segments: as `percentEncoded`, with slashes kept.
func percentEncodedPath(_ path: some StringProtocol) -> String {
    path.split(separator: "/", omittingEmptySubsequences: true).map { percentEncoded($0) }.joined(separator: "/")
}
