import JSON
import Testing
import WebServer

@Suite struct WebServerTests {
    @Test func `a request reaches the handler as it was sent`() async throws {
        try await withServer { request in
            let lines = [
                request.method, request.path, request.target, request.query("q") ?? "-", request.header("x-one") ?? "-",
                request.remoteAddress, String(decoding: request.body, as: UTF8.self),
                request.headers.map(\.name).joined(separator: ","),
            ]
            return .text(lines.joined(separator: "\n"))
        } _: { server in
            let answer = try await server.exchange(
                "PUT /a%20b?q=%C3%A9+x HTTP/1.1\r\nHost: h:1\r\nX-One: 1\r\nContent-Length: 5\r\nX-One: 2\r\n\r\nhello")
            let expected = [
                "PUT", "/a b", "/a%20b?q=%C3%A9+x", "é x", "1", "127.0.0.1", "hello", "Host,X-One,Content-Length,X-One",
            ]
            #expect(content(of: answer) == expected.joined(separator: "\n"))
        }
    }

    @Test(arguments: [
        Response.json(["a": 1]), .text("a"), .html("<p>"), .bytes([1], type: "image/png"), .empty(status: 200),
        .error("no", status: 404), .redirect(to: "/login"),
    ])
    func `every answer carries the same safe headers`(response: Response) async throws {
        let answer = try await withServer { _ in
            response
        } _: {
            try await $0.get("/")
        }
        #expect(status(of: answer) == response.status)
        for header in ["Date: ", "Content-Length: ", "X-Content-Type-Options: nosniff\r\n", "Connection: close\r\n"] {
            #expect(occurrences(of: "\r\n" + header, in: answer) == 1)
        }
        for (name, value) in response.headers { #expect(answer.contains("\r\n\(name): \(value)\r\n")) }
    }

    @Test(arguments: [
        Response.redirect(to: "/a\r\nSet-Cookie: b=c"), Response.text("a").with(header: "X One", "a"),
        .text("a").with(header: "X-One", "a\u{0}"), .empty(status: 99), .empty(status: 1000),
    ])
    func `an answer that could be split becomes an error`(response: Response) async throws {
        let answer = try await withServer { _ in
            response
        } _: {
            try await $0.get("/")
        }
        #expect(status(of: answer) == 500)
        #expect(!answer.contains("Set-Cookie"))
    }

    @Test func `framing headers of a handler are not sent`() async throws {
        let response = Response.text("hello").with(header: "Content-Length", "3").with(header: "Transfer-Encoding", "chunked")
            .with(header: "Connection", "keep-alive")
        let answer = try await withServer { _ in
            response
        } _: {
            try await $0.get("/")
        }
        #expect(answer.contains("\r\nContent-Length: 5\r\n"))
        #expect(!answer.contains("Transfer-Encoding"))
        #expect(!answer.contains("keep-alive"))
        #expect(content(of: answer) == "hello")
    }

    @Test func `HEAD has the length but not the body`() async throws {
        let answer = try await withServer { _ in
            .text("hello")
        } _: {
            try await $0.get("/", method: "HEAD")
        }
        #expect(answer.contains("\r\nContent-Length: 5\r\n"))
        #expect(content(of: answer) == "")
    }

    @Test func `a client that waits for 100 Continue gets it`() async throws {
        try await withServer {
            .bytes($0.body, type: "text/plain")
        } _: { server in
            let connection = try RawConnection(port: server.port)
            await connection.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
            let interim = await connection.receive(until: "\r\n\r\n")
            #expect(interim.hasPrefix("HTTP/1.1 100"))
            await connection.send("hello")
            let answer = await connection.receiveAll()
            #expect(content(of: answer) == "hello")
        }
    }

    @Test func `two hundred clients at once are all answered`() async throws {
        try await withServer {
            .text($0.path)
        } _: { server in
            let clients = try (0..<200).map { _ in try RawConnection(port: server.port) }
            for (number, client) in clients.enumerated() { await client.send("GET /\(number) HTTP/1.1\r\nHost: h\r\n\r\n") }
            for (number, client) in clients.enumerated() {
                let answer = await client.receiveAll()
                #expect(content(of: answer) == "/\(number)")
            }
            #expect(server.statistics.requests == 200)
        }
    }

    @Test func `a handler that never answers does not hold up others`() async throws {
        let (never, source) = AsyncStream.makeStream(of: Void.self)
        let (ends, ended) = AsyncStream.makeStream(of: Bool.self)
        let server = try await WebServer.start(on: .tcp(host: "127.0.0.1", port: 0)) { request in
            if request.path == "/never" {
                for await _ in never {}
                ended.yield(Task.isCancelled)
            }
            return .text("fine")
        }
        let stuck = try RawConnection(port: server.port)
        await stuck.send("GET /never HTTP/1.1\r\nHost: h\r\n\r\n")
        for _ in 0..<10 {
            let answer = try await server.get("/")
            #expect(status(of: answer) == 200)
        }
        while server.statistics.requests < 11 { await Task.yield() }
        await server.stop(drain: .zero)
        for await isCancelled in ends {
            #expect(isCancelled)
            break
        }
        let answer = await stuck.receiveAll()
        #expect(status(of: answer) != 200)
        #expect(server.statistics.openConnections == 0)
        source.finish()
    }

    @Test func `a client that leaves early lets the handler finish`() async throws {
        let gate = Gate()
        let (steps, step) = AsyncStream.makeStream(of: String.self)
        try await withServer { request in
            if request.path == "/slow" {
                step.yield("begun")
                await gate.wait()
                step.yield(Task.isCancelled ? "cancelled" : "finished")
            }
            return .text("fine")
        } _: { server in
            var iterator = steps.makeAsyncIterator()
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(await iterator.next() == "begun")
            connection.close()
            await gate.open()
            #expect(await iterator.next() == "finished")
            let answer = try await server.get("/")
            #expect(status(of: answer) == 200)
            await server.stop(drain: .seconds(10))
            #expect(server.statistics.openConnections == 0)
        }
    }

    @Test func `stopping lets running requests end and refuses new clients`() async throws {
        let gate = Gate()
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let server = try await WebServer.start(on: .tcp(host: "127.0.0.1", port: 0)) { _ in
            arrived.yield()
            await gate.wait()
            return .text("drained")
        }
        let connection = try RawConnection(port: server.port)
        await connection.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        for await _ in arrivals { break }
        let stopping = Task { await server.stop(drain: .seconds(60)) }
        while (try? RawConnection(port: server.port)) != nil { await Task.yield() }
        await gate.open()
        await stopping.value
        let answer = await connection.receiveAll()
        #expect(content(of: answer) == "drained")
    }

    @Test func `a server that is let go of stops by itself`() async throws {
        let (never, source) = AsyncStream.makeStream(of: Void.self)
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        var server: WebServer? = try await WebServer.start(on: .tcp(host: "127.0.0.1", port: 0)) { _ in
            arrived.yield()
            for await _ in never {}
            return .text("late")
        }
        let connection = try RawConnection(port: try #require(server).port)
        await connection.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        for await _ in arrivals { break }
        server = nil
        let answer = await connection.receiveAll()
        #expect(status(of: answer) != 200)
        source.finish()
    }
}
