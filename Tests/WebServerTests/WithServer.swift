import WebServer

/// Runs `body` against a server on a port of its own, and stops it afterwards.
func withServer<R>(
    _ limits: ServerLimits = ServerLimits(), handler: @escaping Handler, _ body: (WebServer) async throws -> R
) async throws -> R {
    let server = try await WebServer.start(on: .tcp(host: "127.0.0.1", port: 0), limits: limits, handler: handler)
    do {
        let result = try await body(server)
        await server.stop(drain: .seconds(10))
        return result
    } catch {
        await server.stop(drain: .zero)
        throw error
    }
}

extension WebServer {
    /// Sends `text` over a new connection and reads until the server closes it.
    func exchange(_ text: String) async throws -> String { try await exchange(Array(text.utf8)) }

    func exchange(_ bytes: [UInt8]) async throws -> String {
        let connection = try RawConnection(port: port)
        await connection.send(bytes)
        return await connection.receiveAll()
    }

    func get(_ target: String, method: String = "GET") async throws -> String {
        try await exchange("\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
    }

    func post(_ target: String, _ body: String) async throws -> String {
        try await exchange("POST \(target) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
}

/// The status of a raw answer; nil when there is none.
func status(of answer: String) -> Int? {
    answer.hasPrefix("HTTP/1.1 ") ? Int(answer.dropFirst(9).prefix(3)) : nil
}

func content(of answer: String) -> Substring {
    guard let end = answer.utf8.firstRange(of: "\r\n\r\n") else { return "" }
    return answer[end.upperBound...]
}

extension String.UTF8View {
    fileprivate func firstRange(of text: String) -> Range<Index>? {
        let wanted = Array(text.utf8)
        var start = startIndex
        while start < endIndex {
            if self[start...].starts(with: wanted) { return start..<index(start, offsetBy: wanted.count) }
            start = index(after: start)
        }
        return nil
    }
}

func occurrences(of text: String, in whole: String) -> Int {
    let wanted = Array(text.utf8)
    let bytes = Array(whole.utf8)
    return bytes.indices.count { bytes[$0...].starts(with: wanted) }
}
