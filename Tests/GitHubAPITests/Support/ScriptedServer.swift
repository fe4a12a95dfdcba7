import Glibc
import Synchronization

/// A loopback HTTP server that answers each request as its script says, lies included. One thread for each connection.
final class ScriptedServer: Sendable {
    typealias Script = @Sendable (ReceivedRequest) -> ScriptedReply

    let port: UInt16
    private let listener: Int32
    private let script: Script
    private let log = Mutex<[ReceivedRequest]>([])
    private let connections = Atomic<Int>(0)
    /// One element for each reply that the client broke off.
    let brokenOff: AsyncStream<Void>
    private let brokenOffInput: AsyncStream<Void>.Continuation

    init(_ script: @escaping Script) {
        self.script = script
        (brokenOff, brokenOffInput) = AsyncStream.makeStream()
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                precondition(bind(listener, address, length) == 0 && listen(listener, 128) == 0)
                getsockname(listener, address, &length)
            }
            return UInt16(bigEndian: pointer.pointee.sin_port)
        }
    }

    var url: String { "http://127.0.0.1:\(port)" }
    var requests: [ReceivedRequest] { log.withLock { $0 } }

    /// Until the listener is shut down.
    func serve() {
        onThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    close(listener)
                    return
                }
                let number = connections.add(1, ordering: .relaxed).newValue
                onThread { self.converse(connection, number) }
            }
        }
    }

    /// The thread that accepts closes the listener: were it done here, that thread could find another server's under the number.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func converse(_ connection: Int32, _ number: Int) {
        defer { close(connection) }
        while let request = ReceivedRequest(reading: connection, number) {
            log.withLock { $0.append(request) }
            let reply = script(request)
            switch reply.send(over: connection) {
            case .keepsOpen: continue
            case .ends: return
            case .brokenOff:
                brokenOffInput.yield()
                return
            }
        }
    }
}

/// Runs `body` with a server that follows `script`.
func withServer<R>(_ script: @escaping ScriptedServer.Script, _ body: (ScriptedServer) async throws -> R) async throws -> R {
    let server = ScriptedServer(script)
    server.serve()
    defer { server.stop() }
    return try await body(server)
}

private func onThread(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    pthread_create(
        &thread, nil,
        { context in
            guard let context else { return nil }
            Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
            return nil
        }, Unmanaged.passRetained(Box(body)).toOpaque())
    pthread_detach(thread)
}
