import Glibc
import JSON

/// A request as the scripted server read it.
struct ReceivedRequest: Sendable {
    let method: String
    let target: String
    let headers: [String: String]
    let body: [UInt8]
    /// Counted from 1 in order of arrival.
    let connection: Int

    var json: JSONValue? { try? JSONValue(parsing: body) }

    /// Nil at the end of the connection, and for anything that is not HTTP.
    init?(reading descriptor: Int32, _ connection: Int) {
        var bytes: [UInt8] = []
        var headEnd: Int?
        while headEnd == nil {
            guard Self.readMore(descriptor, &bytes), let first = bytes.first, (0x41...0x5A).contains(first) else { return nil }
            headEnd = (0..<max(0, bytes.count - 3)).first { Array(bytes[$0..<($0 + 4)]) == [13, 10, 13, 10] }
        }
        guard let headEnd else { return nil }
        let lines = String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n")
        let words = lines[0].split(separator: " ")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count == 2 ? String(parts[1].drop(while: { $0 == " " })) : ""
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while bytes.count < headEnd + 4 + length {
            guard Self.readMore(descriptor, &bytes) else { return nil }
        }
        method = String(words[0])
        target = String(words[1])
        self.headers = headers
        body = Array(bytes[(headEnd + 4)..<(headEnd + 4 + length)])
        self.connection = connection
    }

    private static func readMore(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptor, &chunk, chunk.count)
        guard count > 0 else { return false }
        bytes.append(contentsOf: chunk[..<count])
        return true
    }
}
