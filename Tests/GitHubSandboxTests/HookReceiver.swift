import JSON
import Synchronization
import WebServer

/// A web server that keeps what webhooks bring and answers as it was told.
final class HookReceiver: Sendable {
    private struct Inbox {
        var requests: [Request] = []
        var statuses: [Int] = []
    }

    private final class Box: Sendable { let inbox = Mutex(Inbox()) }

    let url: String
    private let box: Box
    private let server: WebServer

    private init(url: String, box: Box, server: WebServer) {
        self.url = url
        self.box = box
        self.server = server
    }

    /// Answers these statuses in turn, then 202.
    static func run(statuses: [Int] = [], _ body: (HookReceiver) async throws -> Void) async throws {
        let box = Box()
        box.inbox.withLock { $0.statuses = statuses }
        let server = try await WebServer.start(on: .tcp(host: "127.0.0.1", port: 0)) { request in
            box.inbox.withLock { inbox in
                inbox.requests.append(request)
                return .empty(status: inbox.statuses.isEmpty ? 202 : inbox.statuses.removeFirst())
            }
        }
        let receiver = HookReceiver(url: "http://127.0.0.1:\(server.port)/hook", box: box, server: server)
        do {
            try await body(receiver)
            await server.stop(drain: .seconds(1))
        } catch {
            await server.stop(drain: .seconds(1))
            throw error
        }
    }

    var requests: [Request] { box.inbox.withLock { $0.requests } }

    /// `issues.labeled` and the like, in the order of arrival.
    var events: [String] {
        requests.map { request in
            let event = request.header("X-GitHub-Event") ?? ""
            let action = (try? JSONValue(parsing: request.body))?["action"]?.string
            return action.map { "\(event).\($0)" } ?? event
        }
    }

    func body(_ event: String) -> JSONValue? {
        Array(zip(events, requests)).last { $0.0 == event }.flatMap { try? JSONValue(parsing: $0.1.body) }
    }
}
