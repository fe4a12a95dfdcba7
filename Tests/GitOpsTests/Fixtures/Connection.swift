internal import Glibc
internal import POSIX

/// One accepted connection: a request is read, an answer is written, and it is closed.
final class Connection: Sendable {
    private let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(number, buffer.baseAddress.map { $0 + offset }, buffer.count - offset, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            offset += count
        }
    }

    /// Reads until the other side closes.
    func waitForHangUp() {
        var byte: UInt8 = 0
        while recv(number, &byte, 1, 0) > 0 {}
    }

    func readRequest() throws -> GitHTTPServer.Request {
        var buffer: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        var headEnd: Int?
        while headEnd == nil {
            try receive(into: &buffer)
            headEnd = buffer.indices.first { buffer[$0...].starts(with: end) }
        }
        let head = String(decoding: buffer[..<(headEnd ?? 0)], as: UTF8.self).split(separator: "\r\n")
        buffer.removeFirst((headEnd ?? 0) + 4)
        let line = head[0].split(separator: " ")
        var headers: [String: String] = [:]
        for header in head.dropFirst() {
            let parts = header.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts[1].drop { $0 == " " }.description
        }
        let body =
            headers["transfer-encoding"] == "chunked"
            ? try readChunks(&buffer) : try take(Int(headers["content-length"] ?? "0") ?? 0, &buffer)
        return GitHTTPServer.Request(method: String(line[0]), target: String(line[1]), headers: headers, body: body)
    }

    private func readChunks(_ buffer: inout [UInt8]) throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            var line: [UInt8] = []
            while !line.suffix(2).elementsEqual([0x0D, 0x0A]) { line += try take(1, &buffer) }
            let size = Int(String(decoding: line.dropLast(2), as: UTF8.self), radix: 16) ?? 0
            body += try take(size, &buffer)
            _ = try take(2, &buffer)
            if size == 0 { return body }
        }
    }

    private func take(_ count: Int, _ buffer: inout [UInt8]) throws -> [UInt8] {
        while buffer.count < count { try receive(into: &buffer) }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    private func receive(into buffer: inout [UInt8]) throws {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(number, &chunk, chunk.count, 0)
        guard count > 0 else { throw SystemError("recv") }
        buffer += chunk[..<count]
    }
}
