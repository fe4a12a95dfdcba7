import Testing
import WebServer

/// Every shape is followed by a whole second request, which must never be seen.
@Suite struct SmugglingTests {
    private static let smuggled = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n"

    private func run(_ shape: String) async throws -> (answer: String, seen: [String]) {
        let log = RequestLog()
        let answer = try await withServer { request in
            log.add(request.target)
            return .text("fine")
        } _: { server in
            try await server.exchange(shape + SmugglingTests.smuggled)
        }
        return (answer, log.all)
    }

    @Test(arguments: [
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\ncontent-length: 5",
        "Content-Length: 1000000000",
        "Content-Length : 5",
        "Content-Length\t: 5",
        "Content-Length\u{b}: 5",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: Chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: \u{b}chunked",
        "Transfer-Encoding : chunked",
        "X-One: a\u{1}b",
        "X-One: a\u{7f}b",
        "X-One: a\rb",
        "X\u{1}One: a",
        "X One: a",
        "X-One: a\u{0}b",
        "X-One: \u{0}",
        "X-One: a\nX-Two: b",
        "X-One: a\r\n b",
        "X-One: a\r\n \r\nX-Two: b",
        "X-One: a\r\n\tContent-Length: 5",
        "no colon",
        ": no name",
        "X(One): a",
        "Host: other",
        "Host: h",
    ])
    func `an ambiguous header is refused before the handler`(header: String) async throws {
        let (answer, seen) = try await run("POST /first HTTP/1.1\r\nHost: h\r\n\(header)\r\n\r\n0\r\n\r\n")
        #expect(status(of: answer) == 400)
        #expect(occurrences(of: "HTTP/1.1 ", in: answer) == 1)
        #expect(seen == [])
    }

    @Test(arguments: [
        "GET /first HTTP/1.1\r\n\r\n",
        "GET /first HTTP/1.0\r\n\r\n",
        "GET /first HTTP/1.1\r\nHost:\r\n\r\n",
        "GET /first HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /first HTTP/1.1\r\nHost: a/b\r\n\r\n",
        "GET http://h/first HTTP/1.1\r\nHost: h\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
        "CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /fi%rst HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /fi%00rst HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /a/../first HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /a/%2e%2e/first HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /a\\first HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /a first HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET  /first HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /first  HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /first HTTP/1.1 \r\nHost: h\r\n\r\n",
        "GET\t/first HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /fi\u{0}rst HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /first HTTP/1.1\nHost: h\r\n\r\n",
        "GET /first HTTP/1.1\nHost: h\n\n",
        "GET /first HTTP/1.1\r\nHost: h\r\n\n",
        "GET /\u{e9} HTTP/1.1\r\nHost: h\r\n\r\n",
        "G(T /first HTTP/1.1\r\nHost: h\r\n\r\n",
    ])
    func `a malformed request is refused before the handler`(request: String) async throws {
        let (answer, seen) = try await run(request)
        #expect(status(of: answer) == 400)
        #expect(occurrences(of: "HTTP/1.1 ", in: answer) == 1)
        #expect(seen == [])
    }

    @Test(arguments: [
        "GET /first\r\n\r\n", "GET /first HTTP/0.9\r\nHost: h\r\n\r\n", "GET /first HTTP/2.0\r\nHost: h\r\n\r\n",
        "GET /first HTTP/1.2\r\nHost: h\r\n\r\n", "GET /first http/1.1\r\nHost: h\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET /first HTTP/1.1x\r\nHost: h\r\n\r\n", "\u{16}\u{3}\u{1}\r\n\r\n",
    ])
    func `another protocol version never reaches the handler`(request: String) async throws {
        let (answer, seen) = try await run(request)
        #expect(status(of: answer) != 200)
        #expect(!answer.contains("<silence>"))
        #expect(occurrences(of: "HTTP/1.1 ", in: answer) <= 1)
        #expect(seen == [])
    }

    /// libmicrohttpd answers these itself and writes the head of its refusal twice; there is still one answer, as the second
    /// head lies within and behind the body that the first one announces.
    @Test(arguments: [
        "5, 5", "+5", "-1", "0x5", "5;a", "5 5", "5 ", "", "five", "5\u{0}9", "18446744073709551621",
    ])
    func `a length that is no number is refused by the library`(length: String) async throws {
        let (answer, seen) = try await run("POST /first HTTP/1.1\r\nHost: h\r\nContent-Length: \(length)\r\n\r\nhello")
        let refusals = occurrences(of: "HTTP/1.1 400 ", in: answer) + occurrences(of: "HTTP/1.1 413 ", in: answer)
        #expect([400, 413].contains(status(of: answer)))
        #expect(occurrences(of: "HTTP/1.1 ", in: answer) == refusals)
        #expect(answer.contains("\r\nConnection: close\r\n"))
        #expect(seen == [])
    }

    @Test(arguments: [
        "GET /first HTTP/1.1\r\nHost: h\r\nX-One:a\r\n\r\n",
        "GET /first HTTP/1.1\r\nHost: h\r\nX-One: \t a \t\r\nX-Two: b\r\n\r\n",
        "GET /first HTTP/1.1\r\nHost: h\r\nX-One:\r\nX-Two: \r\nX-Three: a\r\n\r\n",
        "GET /first HTTP/1.1\r\nHost: h\r\nCookie: a=b; c=\"d e\"\r\nX-Two: b\r\n\r\n",
        "GET /first HTTP/1.1\r\nHost: h\r\nX-One: caf\u{e9}\r\n\r\n",
        "\r\nGET /first HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /first HTTP/1.1\r\nHost: h\r\nConnection: keep-alive\r\n\r\n",
        "GET /first HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n",
        "GET /first HTTP/1.1\r\nHost: [::1]:80\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        "POST /first HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
        "POST /first HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n",
    ])
    func `a good request is answered once and what follows it never`(request: String) async throws {
        let (answer, seen) = try await run(request)
        #expect(status(of: answer) == 200)
        #expect(occurrences(of: "HTTP/1.1 ", in: answer) == 1)
        #expect(seen == ["/first"])
    }

    @Test(arguments: [1, 7, 1000, 4096])
    func `a good head may come in pieces of any size`(size: Int) async throws {
        let fields = (0..<90).map { "X-\($0): \(String(repeating: "v", count: $0))\r\n" }.joined()
        let bytes = Array("GET /first?a=b%20c HTTP/1.1\r\nHost: h\r\n\(fields)Cookie: a=b\r\n\r\n".utf8)
        try await withServer { request in
            .text("\(request.headers.count) \(request.query("a") ?? "")")
        } _: { server in
            let connection = try RawConnection(port: server.port)
            for start in stride(from: 0, to: bytes.count, by: size) {
                await connection.send(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            let answer = await connection.receiveAll()
            #expect(content(of: answer) == "92 b c")
        }
    }
}
