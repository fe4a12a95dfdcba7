internal import Identifiers
internal import Engine
internal import JSON
internal import Synchronization
internal import WebServer

/// `POST /webhooks/github`: every answer is counted.
final class WebhookRoutes: Sendable {
    private let receiver: Receiver
    private let counts = Mutex<[String: Int]>([:])

    init(receiver: Receiver) { self.receiver = receiver }

    /// How often each answer was given, by its word.
    var answers: [String: Int] { counts.withLock { $0 } }

    var routes: [Route] {
        [
            Route("POST", "/webhooks/github") { await self.receive($0, hook: "") },
            Route("POST", "/webhooks/github/:hook") { await self.receive($0, hook: $0.parameters["hook"] ?? "") },
        ]
    }

    private func receive(_ request: Request, hook: String) async -> Response {
        let answer = await receiver.receive(
            Receiver.Incoming(hook: hook, headers: request.headers, body: request.body))
        func accepted(_ delivery: String, _ status: String) -> Response {
            .json(["delivery": .string(delivery), "status": .string(status)], status: 202)
        }
        let (word, response): (String, Response) =
            switch answer {
            case .accepted(let id): ("accepted", accepted(id.description, "accepted"))
            case .duplicate(let id): ("duplicate", accepted(id.description, "duplicate"))
            case .conflicting(let id): ("conflicting", accepted(id.description, "ignored"))
            case .malformed(let why): ("malformed", .error(why, status: 400))
            case .unsigned: ("unsigned", .error("Unauthorized", status: 401))
            case .unsupportedType(let why): ("unsupported_type", .error(why, status: 415))
            case .unavailable:
                ("unavailable", .error("Not stored; send it again later", status: 503).with(header: "Retry-After", "10"))
            }
        counts.withLock { $0[word, default: 0] += 1 }
        return response
    }
}
