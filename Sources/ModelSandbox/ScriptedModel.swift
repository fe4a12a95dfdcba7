package import JSON
internal import Synchronization
internal import WebServer

/// A stand-in for the Messages API on loopback, so that the real agent program can run without a model: it answers each request
/// with the next scripted turn.
package final class ScriptedModel: Sendable {
    private struct State {
        var turns: [ScriptedTurn]
        var requests: [JSONValue] = []
    }

    private let state: Mutex<State>
    private let server: Mutex<WebServer?> = Mutex(nil)

    private init(turns: [ScriptedTurn]) { state = Mutex(State(turns: turns)) }

    /// Starts on a free port of 127.0.0.1; when the turns are used up it answers `done` for ever.
    package static func start(turns: [ScriptedTurn], port: UInt16 = 0) async throws -> ScriptedModel {
        let model = ScriptedModel(turns: turns)
        let router = Router([
            Route("POST", "/v1/messages") { await model.answer($0) },
            Route("POST", "/v1/messages/count_tokens") { .json(["input_tokens": .integer(Int64(max(1, $0.body.count / 4)))]) },
            Route("GET", "/v1/models") { _ in .json(["data": [], "has_more": false]) },
            Route("GET", "/") { _ in .json(["ok": true]) },
        ])
        let server = try await WebServer.start(on: .tcp(host: "127.0.0.1", port: port)) { await router.respond(to: $0) }
        model.server.withLock { $0 = server }
        return model
    }

    /// What `ANTHROPIC_BASE_URL` must be.
    package var url: String { "http://127.0.0.1:\(server.withLock { $0?.port ?? 0 })" }

    /// The bodies received so far.
    package var requests: [JSONValue] { state.withLock { $0.requests } }

    package func stop() async {
        // The server's handler holds this object, so it is let go of.
        let running = server.withLock { server in
            defer { server = nil }
            return server
        }
        await running?.stop(drain: .seconds(1))
    }

    private func answer(_ request: Request) async -> Response {
        guard let body = try? JSONValue(parsing: request.body) else {
            return ScriptedModel.refuse(.init(status: 400, type: "invalid_request_error", message: "not JSON"))
        }
        let turn = state.withLock { state in
            state.requests.append(body)
            return state.turns.isEmpty ? ScriptedTurn(.text("done")) : state.turns.removeFirst()
        }
        if let refusal = turn.refusal { return ScriptedModel.refuse(refusal) }
        let message = ModelMessage(turn: turn, request: body, number: requests.count)
        guard body["stream"]?.bool == true else { return .json(message.whole) }
        let (stream, continuation) = AsyncStream.makeStream(of: ServerSentEvent.self)
        for event in message.events {
            continuation.yield(ServerSentEvent(data: event.text(), event: event["type"]?.string))
        }
        continuation.finish()
        return .events(stream)
    }

    private static func refuse(_ refusal: ScriptedTurn.Refusal) -> Response {
        var response = Response.json(
            [
                "type": "error",
                "error": ["type": .string(refusal.type), "message": .string(refusal.message)],
            ], status: refusal.status)
        response.headers.append(contentsOf: refusal.headers)
        return response
    }
}
