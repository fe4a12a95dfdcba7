import HTTPClient
import Dispatch
import GitHubAPI
import Glibc
import Identifiers
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct TransportTests {
    @Test func `twenty requests are under way at once on one thread`() async throws {
        let arrived = Atomic<Int>(0)
        let together = DispatchSemaphore(value: 0)
        let threads = Atomic<Int>(0)
        try await withServer { _ in
            if arrived.add(1, ordering: .sequentiallyConsistent).newValue == 20 {
                threads.store(threadCount(named: "hb-twenty"), ordering: .sequentiallyConsistent)
                for _ in 0..<20 { together.signal() }
            }
            let met = together.wait(timeout: .now() + 10) == .success
            return .text("", status: met ? 200 : 500)
        } _: { server in
            let transport = try CurlTransport(label: "hb-twenty")
            let url = server.url
            try await withThrowingTaskGroup { group in
                for _ in 0..<20 { group.addTask { try await transport.perform(HTTPRequest(.get, url)).status } }
                for try await status in group { #expect(status == 200) }
            }
            #expect(threads.load(ordering: .sequentiallyConsistent) == 1)
        }
    }

    @Test func `cancelling the task closes the connection`() async throws {
        let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
        try await withServer { _ in
            arrival.yield()
            return .failing(.silent)
        } _: { server in
            let transport = try CurlTransport()
            let url = server.url
            let task = Task { () -> TransportError? in
                do throws(TransportError) {
                    _ = try await transport.perform(HTTPRequest(.get, url))
                    return nil
                } catch { return error }
            }
            await arrivals.first { true }
            task.cancel()
            #expect(await task.value?.kind == .cancelled)
            await server.brokenOff.first { true }
        }
    }

    @Test func `a task cancelled before it starts sends nothing that matters`() async throws {
        try await withServer { _ in
            .failing(.silent)
        } _: { server in
            let transport = try CurlTransport()
            let url = server.url
            let task = Task { () -> TransportError? in
                withUnsafeCurrentTask { $0?.cancel() }
                do throws(TransportError) {
                    _ = try await transport.perform(HTTPRequest(.get, url))
                    return nil
                } catch { return error }
            }
            #expect(await task.value?.kind == .cancelled)
        }
    }

    @Test(arguments: [
        (ScriptedReply.Delivery.silent, TransportError.Kind.timeout), (.drip(20), .timeout), (.endless, .tooLarge),
        (.endlessHeaders, .tooLarge), (.reset, .reset), (.closed, .reset), (.truncated, .reset),
    ])
    func `a hostile answer ends within the limits`(delivery: ScriptedReply.Delivery, expected: TransportError.Kind) async throws {
        try await withServer { _ in
            ScriptedReply(body: Array("half of this is lost".utf8), delivery: delivery)
        } _: { server in
            let limits = TransportLimits(total: .milliseconds(800), responseBytes: 1 << 20)
            let transport = try CurlTransport(limits: limits)
            let start = ContinuousClock.now
            let error = await #expect(throws: TransportError.self) { try await transport.perform(HTTPRequest(.get, server.url)) }
            #expect(error?.kind == expected)
            #expect(error?.requestWasSent == true)
            #expect(ContinuousClock.now - start < .seconds(10))
        }
    }

    @Test func `a trickle below the lowest speed ends before the total time`() async throws {
        try await withServer { _ in
            .failing(.drip(100))
        } _: { server in
            let transport = try CurlTransport(limits: TransportLimits(total: .seconds(50), lowSpeedTime: .seconds(1)))
            let start = ContinuousClock.now
            let error = await #expect(throws: TransportError.self) { try await transport.perform(HTTPRequest(.get, server.url)) }
            #expect(error?.kind == .timeout)
            #expect(ContinuousClock.now - start < .seconds(30))
        }
    }

    @Test func `a port nobody listens on is a failure to connect, with nothing sent`() async throws {
        let url = try await withServer { _ in
            .text("")
        } _: {
            $0.url
        }
        let transport = try CurlTransport()
        let error = await #expect(throws: TransportError.self) {
            try await transport.perform(HTTPRequest(.post, url, body: [1]))
        }
        #expect(error?.kind == .connect)
        #expect(error?.requestWasSent == false)
    }

    @Test func `a server without TLS is a TLS failure, with nothing sent`() async throws {
        try await withServer { _ in
            .text("")
        } _: { server in
            let transport = try CurlTransport()
            let error = await #expect(throws: TransportError.self) {
                try await transport.perform(HTTPRequest(.get, "https://127.0.0.1:\(server.port)/"))
            }
            #expect(error?.kind == .tls)
            #expect(error?.requestWasSent == false)
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `a request with an effect goes out once although a connection dies under it`() async throws {
        try await withServer { request in
            request.method == "GET" ? .text("warm") : .failing(.closed)
        } _: { server in
            let transport = try CurlTransport()
            _ = try await transport.perform(HTTPRequest(.get, server.url))
            let error = await #expect(throws: TransportError.self) {
                try await transport.perform(HTTPRequest(.post, server.url, body: Array("{}".utf8)))
            }
            #expect(error?.kind == .reset)
            #expect(error?.requestWasSent == true)
            #expect(server.requests.filter { $0.method == "POST" }.count == 1)
        }
    }

    @Test func `safe requests share a connection`() async throws {
        try await withServer { _ in
            .text("")
        } _: { server in
            let transport = try CurlTransport()
            for _ in 0..<3 { _ = try await transport.perform(HTTPRequest(.get, server.url)) }
            #expect(Set(server.requests.map(\.connection)).count == 1)
        }
    }

    @Test(arguments: [HTTPMethod.get, .post, .put, .patch, .delete])
    func `every method arrives with its body and nothing it did not ask for`(method: HTTPMethod) async throws {
        try await withServer { _ in
            .text("x")
        } _: { server in
            let body = method == .get ? nil : Array("{\"a\":1}".utf8)
            let request = HTTPRequest(method, server.url + "/a/%2E%2E/b", headers: ["X-One": "1", "X-Empty": ""], body: body)
            _ = try await CurlTransport().perform(request)
            let received = try #require(server.requests.first)
            #expect(received.method == method.rawValue)
            #expect(received.target == "/a/%2E%2E/b")
            #expect(received.body == body ?? [])
            #expect(received.headers["x-one"] == "1")
            #expect(received.headers["x-empty"] == "")
            #expect(received.headers["expect"] == nil)
            #expect(received.headers["content-type"] == nil)
            #expect(received.headers["cookie"] == nil)
        }
    }

    @Test(arguments: ["a\r\nX-Forged: 1", "a\nb", "a\u{0}b"])
    func `a header cannot bring another with it`(value: String) async throws {
        try await withServer { _ in
            .text("")
        } _: { server in
            let transport = try CurlTransport()
            let error = await #expect(throws: TransportError.self) {
                try await transport.perform(HTTPRequest(.get, server.url, headers: ["X-One": value]))
            }
            #expect(error?.kind == .invalidRequest)
            let second = await #expect(throws: TransportError.self) {
                try await transport.perform(HTTPRequest(.get, server.url, authorization: Secret(value)))
            }
            #expect(second?.kind == .invalidRequest)
            #expect(server.requests.isEmpty)
        }
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1:1/x", "http://127.0.0.1/a b"])
    func `nothing but web addresses is fetched`(url: String) async throws {
        let transport = try CurlTransport()
        let error = await #expect(throws: TransportError.self) { try await transport.perform(HTTPRequest(.get, url)) }
        #expect(error?.kind == .invalidRequest)
    }

    @Test func `a redirect is an answer, and cookies are forgotten`() async throws {
        try await withServer { _ in
            .text("", status: 302, headers: ["Location": "/elsewhere", "Set-Cookie": "a=b"])
        } _: { server in
            let transport = try CurlTransport()
            for _ in 0..<2 { #expect(try await transport.perform(HTTPRequest(.get, server.url)).status == 302) }
            #expect(server.requests.allSatisfy { $0.target == "/" && $0.headers["cookie"] == nil })
        }
    }

    @Test func `a transport that is let go ends its thread`() async throws {
        try await withServer { _ in
            .text("")
        } _: { server in
            var transport: CurlTransport? = try CurlTransport(label: "hb-let-go")
            _ = try await transport?.perform(HTTPRequest(.get, server.url))
            #expect(threadCount(named: "hb-let-go") == 1)
            transport = nil
            while threadCount(named: "hb-let-go") > 0 { await Task.yield() }
        }
    }
}

/// Threads of this process that go by a name.
private func threadCount(named name: String) -> Int {
    guard let folder = opendir("/proc/self/task") else { return 0 }
    defer { closedir(folder) }
    var count = 0
    while let entry = readdir(folder) {
        let task = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard let file = fopen("/proc/self/task/\(task)/comm", "r") else { continue }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 64)
        guard fgets(&line, 64, file) != nil else { continue }
        let bytes = line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
        if String(decoding: bytes, as: UTF8.self) == name { count += 1 }
    }
    return count
}
