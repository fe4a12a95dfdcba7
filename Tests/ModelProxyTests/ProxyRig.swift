import AgentRunner
import HTTPClient
import Identifiers
import JSON
import POSIX
import Synchronization
import TestSupport
import WebServer

@testable import ModelProxy

/// A proxy on a socket, with a model of the test's own behind it.
final class ProxyRig: Sendable {
    struct Seen: Sendable {
        let target: String
        let headers: HTTPHeaders
    }

    static let answer = #"{"id":"m","model":"claude-sonnet-4","usage":{"input_tokens":1000,"output_tokens":200}}"#
    private static let start =
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"claude-haiku\",\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}\n\n"
    private static let end =
        "event: message_delta\ndata: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":7}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"

    let folder: String
    private let client: CurlTransport
    private let state = Mutex<(seen: [Seen], refusal: Response?)>(([], nil))
    private let gate: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation) = AsyncStream.makeStream()

    private init(folder: String) throws {
        self.folder = folder
        client = try CurlTransport(limits: TransportLimits(unixSocket: "\(folder)/model.sock"))
    }

    static func with(
        route change: (inout ModelRoute) -> Void = { _ in }, _ body: (ProxyRig) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let rig = try ProxyRig(folder: folder)
            let model = try await WebServer.start(on: .tcp(host: "127.0.0.1", port: 0)) { await rig.answer($0) }
            var route = ModelRoute(baseURL: "http://127.0.0.1:\(model.port)", scheme: .apiKey)
            change(&route)
            let order = ModelGateway.Order(
                route: route, key: Secret("sk-ant-the-real-key"), nonce: Secret("nonce-of-this-run"),
                listener: .socket(path: "\(folder)/model.sock"), ledger: rig.ledgerPath)
            let proxy = try await ModelProxy.start(order, now: { Timestamp(milliseconds: 1_000_000_000) })
            let result: Result<Void, any Error>
            do { result = .success(try await body(rig)) } catch { result = .failure(error) }
            await proxy.stop()
            await model.stop(drain: .zero)
            try result.get()
        }
    }

    var ledgerPath: String { "\(folder)/model.jsonl" }

    var seen: [Seen] { state.withLock { $0.seen } }

    var ledger: [JSONValue] {
        ((try? Files.readText(ledgerPath)) ?? "").split(separator: "\n").compactMap { try? JSONValue(parsing: Array($0.utf8)) }
    }

    func refuse(with response: Response) { state.withLock { $0.refusal = response } }

    func release() { gate.continuation.yield() }

    func send(
        method: HTTPMethod = .post, path: String = "/v1/messages?beta=true", body: String, nonce: String? = "nonce-of-this-run"
    ) async throws -> HTTPResponse {
        try await client.perform(request(method, path, body, nonce))
    }

    func pieces(body: String) -> AsyncThrowingStream<HTTPPiece, any Error> {
        client.pieces(of: request(.post, "/v1/messages", body, "nonce-of-this-run"))
    }

    private func request(_ method: HTTPMethod, _ path: String, _ body: String, _ nonce: String?) -> HTTPRequest {
        var headers: HTTPHeaders = [
            "content-type": "application/json", "anthropic-version": "2023-06-01", "cookie": "a=b",
        ]
        if let nonce { headers.append("x-api-key", nonce) }
        return HTTPRequest(method, "http://model\(path)", headers: headers, body: method == .get ? nil : Array(body.utf8))
    }

    private func answer(_ request: Request) async -> Response {
        var headers = HTTPHeaders()
        for (name, value) in request.headers { headers.append(name, value) }
        let refusal = state.withLock { state in
            state.seen.append(Seen(target: request.target, headers: headers))
            return state.refusal
        }
        if let refusal { return refusal }
        guard String(decoding: request.body, as: UTF8.self).contains("stream") else {
            return .bytes(Array(Self.answer.utf8), type: "application/json")
        }
        let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        let gate = gate.stream
        Task {
            continuation.yield(Array(Self.start.utf8))
            for await _ in gate { break }
            continuation.yield(Array(Self.end.utf8))
            continuation.finish()
        }
        return Response(headers: [("Content-Type", "text/event-stream")], body: .stream(stream))
    }
}
