import Glibc
import TestSupport
import Testing
import WebServer

@Suite struct ListenTests {
    private func start(_ path: String, mode: UInt32 = 0o600) async throws -> WebServer {
        try await WebServer.start(on: .unix(path: path, mode: mode)) { .text("from \($0.remoteAddress)") }
    }

    private func ask(_ path: String) async throws -> String {
        let connection = try RawConnection(path: path)
        await connection.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return await connection.receiveAll()
    }

    private func mode(of path: String) -> UInt32? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    @Test func `a Unix socket answers and goes away with its server`() async throws {
        try await withTemporaryFolder { folder in
            let server = try await start("\(folder)/socket")
            #expect(mode(of: "\(folder)/socket") == 0o600)
            #expect(server.port == 0)
            let answer = try await ask("\(folder)/socket")
            #expect(content(of: answer) == "from unix")
            await server.stop(drain: .seconds(10))
            #expect(mode(of: "\(folder)/socket") == nil)
        }
    }

    @Test func `a Unix socket has the mode that was asked for`() async throws {
        try await withTemporaryFolder { folder in
            let server = try await start("\(folder)/socket", mode: 0o666)
            #expect(mode(of: "\(folder)/socket") == 0o666)
            await server.stop(drain: .zero)
        }
    }

    @Test func `a stale socket is replaced and a live one is not`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/socket"
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            close(descriptor)
            try #require(result == 0)

            let server = try await start(path)
            let error = await #expect(throws: WebServerError.self) { try await start(path) }
            #expect(error == .addressInUse(path))
            let answer = try await ask(path)
            #expect(status(of: answer) == 200)
            await server.stop(drain: .seconds(10))
        }
    }

    @Test func `a file in the way is left alone`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/file"
            close(creat(path, 0o600))
            let error = await #expect(throws: WebServerError.self) { try await start(path) }
            #expect(error == .unusableAddress(path, reason: "a file that is no socket is in the way"))
            #expect(mode(of: path) == 0o600)
        }
    }

    @Test func `a path that is too long is refused`() async throws {
        let path = "/tmp/" + String(repeating: "a", count: 108)
        let error = await #expect(throws: WebServerError.self) { try await start(path) }
        #expect(error == .unusableAddress(path, reason: "the path must have 1 to 107 bytes"))
    }

    @Test func `a port that is taken is reported`() async throws {
        try await withServer { _ in
            .text("fine")
        } _: { server in
            let address = ListenAddress.tcp(host: "127.0.0.1", port: server.port)
            let error = await #expect(throws: WebServerError.self) {
                try await WebServer.start(on: address) { _ in .text("never") }
            }
            #expect(error == .addressInUse("127.0.0.1:\(server.port)"))
        }
    }

    @Test func `an address nobody has is reported`() async throws {
        let address = ListenAddress.tcp(host: "192.0.2.1", port: 0)
        let error = await #expect(throws: WebServerError.self) {
            try await WebServer.start(on: address) { _ in .text("never") }
        }
        #expect(error == .unusableAddress("192.0.2.1:0", reason: "Cannot assign requested address"))
    }
}
