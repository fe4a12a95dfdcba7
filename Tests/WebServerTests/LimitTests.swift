import Testing
import WebServer

@Suite struct LimitTests {
    @Test func `a client that drips is cut at the deadline`() async throws {
        let limits = ServerLimits(requestDeadline: .seconds(2), inactivity: .seconds(20))
        try await withServer(limits) { _ in
            .text("never")
        } _: { server in
            let connection = try RawConnection(port: server.port)
            await connection.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n")
            let clock = ContinuousClock()
            let start = clock.now
            let dripped = await connection.drip(every: 20)
            #expect(dripped > 0)
            #expect(clock.now - start < .seconds(10))
            #expect(server.statistics.cut == 1)
            #expect(server.statistics.requests == 0)
        }
    }

    @Test func `a client that drips its headers is cut while others are served`() async throws {
        let limits = ServerLimits(maximumConnections: 64, requestDeadline: .seconds(2), inactivity: .seconds(20))
        try await withServer(limits) { _ in
            .text("fine")
        } _: { server in
            let slow = try (0..<50).map { _ in try RawConnection(port: server.port) }
            for connection in slow { await connection.send("GET /slow HTTP/1.1\r\nX-Slow: ") }
            for _ in 0..<20 {
                let answer = try await server.get("/quick")
                #expect(status(of: answer) == 200)
            }
            for connection in slow {
                let answer = await connection.receiveAll()
                #expect(answer == "")
            }
            #expect(server.statistics.cut == 50)
        }
    }

    @Test func `a silent client is closed`() async throws {
        let limits = ServerLimits(requestDeadline: .seconds(60), inactivity: .seconds(1))
        try await withServer(limits) { _ in
            .text("never")
        } _: { server in
            let answer = try await server.exchange("GET / HTTP/1.1\r\n")
            #expect(!answer.contains("<silence>"))
            #expect(server.statistics.cut == 0)
        }
    }

    @Test func `a client that does not read its answer is cut`() async throws {
        let limits = ServerLimits(inactivity: .seconds(60), responseDeadline: .milliseconds(300))
        let big = [UInt8](repeating: 0x61, count: 64 << 20)
        try await withServer(limits) { _ in
            .bytes(big, type: "text/plain")
        } _: { server in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            while server.statistics.cut == 0 { await Task.yield() }
            let answer = await connection.receiveAll()
            #expect(answer.utf8.count < big.count)
        }
    }

    @Test(arguments: [(100, 200), (101, 413)])
    func `a body may be as large as the limit`(size: Int, expected: Int) async throws {
        try await withServer(ServerLimits(maximumBody: 100)) {
            .text("\($0.body.count)")
        } _: { server in
            let answer = try await server.post("/", String(repeating: "a", count: size))
            #expect(status(of: answer) == expected)
        }
    }

    @Test func `a body of 25 MiB arrives whole`() async throws {
        let body = (0..<26_214_400).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await withServer {
            .text("\($0.body == body)")
        } _: { server in
            let answer = try await server.exchange(
                Array("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body)
            #expect(answer.hasSuffix("\r\n\r\ntrue"))
            #expect(server.statistics.bodyBytes == 0)
        }
    }

    @Test func `a refused client that goes on sending still reads why`() async throws {
        try await withServer { _ in
            .text("never")
        } _: { server in
            let answer = try await server.exchange(
                Array("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 30000000\r\n\r\n".utf8)
                    + [UInt8](repeating: 0x61, count: 4_000_000))
            #expect(status(of: answer) == 413)
            #expect(answer.hasSuffix(#"{"error":"The body is too large"}"#))
        }
    }

    @Test func `bodies share one budget`() async throws {
        let gate = Gate()
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let limits = ServerLimits(maximumBody: 100_000, bodyBudget: 100_000)
        try await withServer(limits) { request in
            arrived.yield()
            if request.path == "/first" { await gate.wait() }
            return .text("\(request.body.count)")
        } _: { server in
            let body = String(repeating: "a", count: 80_000)
            async let first = server.post("/first", body)
            for await _ in arrivals { break }
            #expect(server.statistics.bodyBytes == 80_000)

            let second = try await server.post("/second", body)
            #expect(status(of: second) == 503)
            #expect(second.contains("\r\nRetry-After: 1\r\n"))
            #expect(second.contains("\r\nConnection: close\r\n"))
            #expect(second.contains("\r\nDate: "))
            #expect(server.statistics.bodyBytes == 80_000)

            await gate.open()
            let answer = try await first
            #expect(content(of: answer) == "80000")
            let third = try await server.post("/third", body)
            #expect(status(of: third) == 200)
            #expect(server.statistics.requests == 2)
            #expect(server.statistics.refused == 1)
            #expect(server.statistics.bodyBytes == 0)
        }
    }

    @Test func `chunks are refused unless they are allowed`() async throws {
        let request = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
        let refused = try await withServer {
            .bytes($0.body, type: "text/plain")
        } _: {
            try await $0.exchange(request)
        }
        #expect(status(of: refused) == 411)
        let taken = try await withServer(ServerLimits(allowsChunkedRequests: true)) {
            .bytes($0.body, type: "text/plain")
        } _: {
            try await $0.exchange(request)
        }
        #expect(content(of: taken) == "hello world")
    }

    @Test func `chunks are counted as they come`() async throws {
        let limits = ServerLimits(maximumBody: 1000, allowsChunkedRequests: true)
        try await withServer(limits) { _ in
            .text("never")
        } _: { server in
            let chunk = "1f4\r\n" + String(repeating: "a", count: 500) + "\r\n"
            let answer = try await server.exchange(
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk + chunk)
            #expect(status(of: answer) == 413)
            #expect(server.statistics.requests == 0)
            #expect(server.statistics.bodyBytes == 0)
        }
    }

    @Test(arguments: [
        ("GET /" + String(repeating: "a", count: 2047) + " HTTP/1.1\r\nHost: h\r\n\r\n", 200),
        ("GET /" + String(repeating: "a", count: 2048) + " HTTP/1.1\r\nHost: h\r\n\r\n", 414),
        ("GET /" + String(repeating: "a", count: 100_000) + " HTTP/1.1\r\nHost: h\r\n\r\n", 414),
        ("GET / HTTP/1.1\r\nHost: h\r\n" + String(repeating: "X-A: b\r\n", count: 99) + "\r\n", 200),
        ("GET / HTTP/1.1\r\nHost: h\r\n" + String(repeating: "X-A: b\r\n", count: 100) + "\r\n", 431),
        ("GET / HTTP/1.1\r\nHost: h\r\nX-A: " + String(repeating: "a", count: 16_000) + "\r\n\r\n", 200),
        ("GET / HTTP/1.1\r\nHost: h\r\nX-A: " + String(repeating: "a", count: 16_400) + "\r\n\r\n", 431),
        ("GET / HTTP/1.1\r\nHost: h\r\nX-A: " + String(repeating: "a", count: 200_000) + "\r\n\r\n", 431),
    ])
    func `targets and headers have limits`(request: String, expected: Int) async throws {
        let answer = try await withServer { _ in
            .text("fine")
        } _: {
            try await $0.exchange(request)
        }
        #expect(status(of: answer) == expected)
    }

    @Test(arguments: [
        ("/hook", "application/json", 200), ("/hook", "application/json; charset=utf-8", 415), ("/hook", "text/plain", 415),
        ("/other", "text/plain", 200),
    ])
    func `chosen paths take JSON only`(path: String, type: String, expected: Int) async throws {
        try await withServer(ServerLimits(requiresJSONFor: ["/hook"])) { _ in
            .text("fine")
        } _: { server in
            let answer = try await server.exchange(
                "POST \(path) HTTP/1.1\r\nHost: h\r\nContent-Type: \(type)\r\nContent-Length: 2\r\n\r\n{}")
            #expect(status(of: answer) == expected)
        }
    }

    @Test func `no more connections than allowed are worked on at once`() async throws {
        let gate = Gate()
        let (arrivals, arrived) = AsyncStream.makeStream(of: Int.self)
        let log = RequestLog()
        try await withServer(ServerLimits(maximumConnections: 2)) { request in
            log.add(request.target)
            arrived.yield(log.all.count)
            await gate.wait()
            return .text("fine")
        } _: { server in
            let clients = try (0..<3).map { _ in try RawConnection(port: server.port) }
            for client in clients { await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n") }
            for await count in arrivals where count == 2 { break }
            #expect(server.statistics.openConnections == 2)
            #expect(log.all.count == 2)
            await gate.open()
            for client in clients {
                let answer = await client.receiveAll()
                #expect(status(of: answer) == 200)
            }
        }
    }
}
