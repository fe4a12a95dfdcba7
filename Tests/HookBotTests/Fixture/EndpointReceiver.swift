import JSON
import Synchronization
import WebServer

/// An address outside of GitHub: it keeps what it is sent and answers as it was told.
final class EndpointReceiver: Sendable {
    private struct Inbox {
        var requests: [Request] = []
        var statuses: [Int]
        var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private final class Box: Sendable {
        let inbox: Mutex<Inbox>
        init(_ statuses: [Int]) { inbox = Mutex(Inbox(statuses: statuses)) }
    }

    let url: String
    private let box: Box

    private init(url: String, box: Box) {
        self.url = url
        self.box = box
    }

    /// Answers these statuses in turn, then 200.
    static func run(statuses: [Int] = [], _ body: (EndpointReceiver) async throws -> Void) async throws {
        let box = Box(statuses)
        let server = try await WebServer.start(on: .tcp(host: "127.0.0.1", port: 0)) { request in
            let (status, ready) = box.inbox.withLock { inbox in
                inbox.requests.append(request)
                let count = inbox.requests.count
                let ready = inbox.waiting.filter { $0.count <= count }
                inbox.waiting.removeAll { $0.count <= count }
                return (inbox.statuses.isEmpty ? 200 : inbox.statuses.removeFirst(), ready)
            }
            for waiter in ready { waiter.continuation.resume() }
            return .empty(status: status)
        }
        do {
            try await body(EndpointReceiver(url: "http://127.0.0.1:\(server.port)/hook?key=of-the-channel", box: box))
            await server.stop(drain: .seconds(1))
        } catch {
            await server.stop(drain: .seconds(1))
            throw error
        }
    }

    var requests: [Request] { box.inbox.withLock { $0.requests } }

    var bodies: [JSONValue] { requests.compactMap { try? JSONValue(parsing: $0.body) } }

    /// Returns once it was sent so many requests; the suite's time limit bounds it.
    func wait(for count: Int) async {
        await withCheckedContinuation { continuation in
            let isMet = box.inbox.withLock { inbox in
                guard inbox.requests.count < count else { return true }
                inbox.waiting.append((count, continuation))
                return false
            }
            if isMet { continuation.resume() }
        }
    }
}
