internal import BlockingWork
internal import Glibc

/// A client for `http://` addresses over plain sockets, one connection per request; it follows nothing and trusts nobody.
package struct PlainHTTPClient: Sendable {
    package struct Answer: Sendable {
        package let status: Int
        package let headers: [(name: String, value: String)]
        package let body: [UInt8]

        package func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    private let work: BlockingWork
    private let timeout: Duration
    private let limit: Int

    /// `timeout` holds for each single wait on the socket, `limit` for the whole answer in bytes.
    package init(width: Int = 8, timeout: Duration = .seconds(10), limit: Int = 64 << 20) {
        work = BlockingWork(label: "sandbox.http", width: width)
        self.timeout = timeout
        self.limit = limit
    }

    package func send(
        _ method: String, _ url: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) async throws -> Answer {
        guard let target = Target(url) else { throw PlainHTTPError(description: "\(url) is no http address") }
        var head = "\(method) \(target.path) HTTP/1.1\r\nHost: \(target.authority)\r\nConnection: close\r\n"
        for header in headers { head += "\(header.name): \(header.value)\r\n" }
        if !body.isEmpty || method != "GET" { head += "Content-Length: \(body.count)\r\n" }
        let request = Array("\(head)\r\n".utf8) + body
        return try await work.run { [timeout, limit] in
            let connection = try SocketConnection(host: target.host, port: target.port, timeout: timeout)
            try connection.send(request)
            return try Self.parse(try connection.receiveAll(limit: limit))
        }
    }

    static func parse(_ bytes: [UInt8]) throws(PlainHTTPError) -> Answer {
        guard let end = bytes.firstRange(of: [13, 10, 13, 10]) else { throw PlainHTTPError(description: "connection closed") }
        let head = bytes[..<end.lowerBound].split(separator: 10).map { line in
            String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
        }
        guard let status = head.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw PlainHTTPError(description: "not an HTTP answer")
        }
        let headers = head.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        let answer = Answer(status: status, headers: headers, body: Array(bytes[end.upperBound...]))
        if answer.header("Transfer-Encoding")?.lowercased() == "chunked" {
            return Answer(status: status, headers: headers, body: try unchunked(answer.body))
        }
        if let length = answer.header("Content-Length").flatMap({ Int($0) }), length > answer.body.count {
            throw PlainHTTPError(description: "the answer ended early")
        }
        return answer
    }

    private static func unchunked(_ bytes: [UInt8]) throws(PlainHTTPError) -> [UInt8] {
        var (rest, body): (ArraySlice<UInt8>, [UInt8]) = (bytes[...], [])
        while let end = rest.firstRange(of: [13, 10]) {
            let digits = String(decoding: rest[..<end.lowerBound].prefix { $0 != 0x3B }, as: UTF8.self)
            guard let size = Int(digits, radix: 16), rest.endIndex - end.upperBound >= size else { break }
            if size == 0 { return body }
            body += rest[end.upperBound..<(end.upperBound + size)]
            rest = rest[(end.upperBound + size)...].dropFirst(2)
        }
        throw PlainHTTPError(description: "the answer ended early")
    }

    /// The parts of an `http://` address.
    private struct Target {
        let host: String
        let port: String
        let authority: String
        let path: String

        init?(_ url: String) {
            guard url.hasPrefix("http://") else { return nil }
            let rest = url.dropFirst(7)
            let authority = String(rest.prefix { !"/?".contains($0) })
            self.authority = authority
            let path = String(rest.dropFirst(authority.count).prefix { $0 != "#" })
            self.path = path.hasPrefix("/") ? path : "/\(path)"
            let colon = authority.hasSuffix("]") ? nil : authority.lastIndex(of: ":")
            port = colon.map { String(authority[authority.index(after: $0)...]) } ?? "80"
            host = String(authority[..<(colon ?? authority.endIndex)].filter { !"[]".contains($0) })
            guard !host.isEmpty, !url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return nil }
        }
    }
}
