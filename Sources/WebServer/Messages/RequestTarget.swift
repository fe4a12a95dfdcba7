/// A request target in origin form, decoded once and strictly.
struct RequestTarget: Sendable {
    let text: String
    let path: String
    /// The path between its slashes, each decoded by itself, so that an escaped slash stays inside its segment.
    let segments: [String]
    let query: [(name: String, value: String)]

    init(_ text: String) throws(TargetError) {
        let bytes = Array(text.utf8)
        guard bytes.first == slash else { throw .notAPath }
        for byte in bytes where byte <= 0x20 || byte >= 0x7f || byte == backslash || byte == UInt8(ascii: "#") {
            throw .forbiddenCharacter
        }
        let mark = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
        var segments: [String] = []
        for part in bytes[1..<mark].split(separator: slash, omittingEmptySubsequences: false) {
            segments.append(try RequestTarget.segment(part))
        }
        var query: [(name: String, value: String)] = []
        for part in bytes[mark...].dropFirst().split(separator: UInt8(ascii: "&")) {
            let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let name = try RequestTarget.decode(part[..<equals], plusIsSpace: true)
            query.append((name, try RequestTarget.decode(part[equals...].dropFirst(), plusIsSpace: true)))
        }
        self.text = text
        self.segments = segments
        self.query = query
        path = "/" + segments.joined(separator: "/")
    }

    private static func segment(_ bytes: ArraySlice<UInt8>) throws(TargetError) -> String {
        let text = try decode(bytes, plusIsSpace: false)
        for part in text.utf8.split(separator: slash, omittingEmptySubsequences: false) {
            guard !part.elementsEqual(".".utf8), !part.elementsEqual("..".utf8) else { throw .dotSegment }
        }
        guard !text.utf8.contains(backslash) else { throw .forbiddenCharacter }
        return text
    }

    private static func decode(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool) throws(TargetError) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            var byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "%") {
                guard index + 1 < bytes.endIndex, let high = digit(bytes[index]), let low = digit(bytes[index + 1]) else {
                    throw .badEscape
                }
                byte = high << 4 | low
                index += 2
                guard byte >= 0x20, byte != 0x7f else { throw .forbiddenCharacter }
            } else if plusIsSpace, byte == UInt8(ascii: "+") {
                byte = 0x20
            }
            decoded.append(byte)
        }
        guard let text = String(validating: decoded, as: UTF8.self) else { throw .notText }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

private let slash = UInt8(ascii: "/")
private let backslash = UInt8(ascii: "\\")
