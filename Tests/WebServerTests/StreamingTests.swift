import Testing
import WebServer

@Suite struct StreamingTests {
    @Test func `a stream arrives in order and ends`() async throws {
        try await withServer { _ in
            let (stream, source) = AsyncStream.makeStream(of: [UInt8].self)
            for number in 0..<1000 { source.yield(Array("\(number),".utf8)) }
            source.yield([])
            source.finish()
            return Response(headers: [("Content-Type", "text/plain")], body: .stream(stream))
        } _: { server in
            let answer = try await server.get("/")
            #expect(answer.contains("\r\nTransfer-Encoding: chunked\r\n"))
            #expect(unchunked(content(of: answer)) == (0..<1000).map { "\($0)," }.joined())
        }
    }

    @Test func `a piece larger than any buffer arrives whole`() async throws {
        let text = String(repeating: "0123456789", count: 300_000)
        try await withServer { _ in
            let (stream, source) = AsyncStream.makeStream(of: [UInt8].self)
            source.yield(Array(text.utf8))
            source.finish()
            return Response(body: .stream(stream))
        } _: { server in
            let answer = try await server.get("/")
            #expect(unchunked(content(of: answer)) == text)
        }
    }

    @Test func `each event is sent when it happens`() async throws {
        let (events, source) = AsyncStream.makeStream(of: ServerSentEvent.self)
        try await withServer { _ in
            .events(events)
        } _: { server in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
            let head = await connection.receive(until: "\r\n\r\n")
            #expect(head.contains("\r\nContent-Type: text/event-stream\r\n"))
            #expect(head.contains("\r\nX-Content-Type-Options: nosniff\r\n"))
            for number in 1...3 {
                source.yield(ServerSentEvent(data: "tick \(number)", event: "tick", id: "\(number)"))
                let piece = await connection.receive(until: "\n\n\r\n")
                #expect(unchunked(piece[...]) == "event: tick\nid: \(number)\ndata: tick \(number)\n\n")
            }
            source.finish()
            let end = await connection.receiveAll()
            #expect(end == "0\r\n\r\n")
        }
    }

    @Test(arguments: [true, false])
    func `a client that leaves ends the stream`(isIdle: Bool) async throws {
        let (events, source) = AsyncStream.makeStream(of: ServerSentEvent.self)
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        source.onTermination = { _ in ended.yield() }
        try await withServer { _ in
            .events(events)
        } _: { server in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
            source.yield(.comment("hello"))
            _ = await connection.receive(until: ": hello\n\n\r\n")
            connection.close()
            if !isIdle { source.yield(.comment("nobody reads this")) }
            for await _ in ends { break }
        }
    }

    @Test func `a stream with backpressure is pulled no faster than the client reads`() async throws {
        let log = RequestLog()
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)
        try await withServer(ServerLimits(inactivity: .seconds(60))) { _ in
            Response(
                body: .stream(
                    AsyncStream(unfolding: {
                        log.add("")
                        return log.all.count <= 64 ? piece : nil
                    })))
        } _: { server in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            // The first bytes of the body may come with the head.
            let head = await connection.receive(until: "\r\n\r\n")
            #expect(log.all.count < 64)
            let rest = await connection.receiveAll()
            #expect(head.utf8.count + rest.utf8.count > 64 << 20)
            #expect(log.all.count == 65)
        }
    }

    @Test func `HEAD never begins the stream`() async throws {
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        try await withServer { _ in
            let (events, source) = AsyncStream.makeStream(of: ServerSentEvent.self)
            source.onTermination = { _ in ended.yield() }
            return .events(events)
        } _: { server in
            let answer = try await server.get("/", method: "HEAD")
            #expect(status(of: answer) == 200)
            #expect(content(of: answer) == "")
            for await _ in ends { break }
        }
    }

    @Test func `a stopping server ends event streams at once`() async throws {
        let (events, source) = AsyncStream.makeStream(of: ServerSentEvent.self)
        let server = try await WebServer.start(on: .tcp(host: "127.0.0.1", port: 0)) { _ in .events(events) }
        let connection = try RawConnection(port: server.port)
        await connection.send("GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
        source.yield(.comment("hello"))
        _ = await connection.receive(until: ": hello\n\n\r\n")
        let clock = ContinuousClock()
        let start = clock.now
        await server.stop(drain: .seconds(60))
        #expect(clock.now - start < .seconds(20))
        let rest = await connection.receiveAll()
        #expect(rest == "0\r\n\r\n")
    }

    @Test(arguments: [
        (ServerSentEvent(data: "a"), "data: a\n\n"),
        (ServerSentEvent(data: ""), "data: \n\n"),
        (ServerSentEvent(data: "a\nb\r\nc\rd"), "data: a\ndata: b\ndata: c\ndata: d\n\n"),
        (ServerSentEvent(data: "a", event: "x\r\ny", id: "1\n2\0"), "event: xy\nid: 12\ndata: a\n\n"),
        (ServerSentEvent.comment("one\ntwo"), ": one\n: two\n\n"),
    ])
    func `an event cannot break out of its lines`(event: ServerSentEvent, text: String) async throws {
        let (events, source) = AsyncStream.makeStream(of: ServerSentEvent.self)
        source.yield(event)
        source.finish()
        guard case .stream(let stream) = Response.events(events).body else {
            Issue.record("events are a stream")
            return
        }
        var bytes: [UInt8] = []
        for await piece in stream { bytes += piece }
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }
}

/// The content of a chunked body (RFC 9112, section 7.1).
private func unchunked(_ text: Substring) -> String {
    var rest = Array(text.utf8)[...]
    var content: [UInt8] = []
    while let end = rest.firstIndex(of: 0x0d), let size = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16) {
        content += rest[(end + 2)...].prefix(size)
        rest = rest[(end + 2)...].dropFirst(size + 2)
    }
    return String(decoding: content, as: UTF8.self)
}
