package import AgentRunner
@preconcurrency internal import Dispatch
internal import HTTPClient
package import Identifiers
internal import JSON
internal import Synchronization
internal import WebServer

/// The only way of one run's agent to its model: it checks who asks and for what, adds the account's key, passes the answer on as it
/// comes, counts what it cost, and records each request.
package final class ModelProxy: Sendable {
    private let order: ModelGateway.Order
    private let transport: CurlTransport
    private let allowance: Allowance
    private let ledger: Ledger
    private let now: @Sendable () -> Timestamp
    private let server = Mutex<WebServer?>(nil)

    /// An answer may take as long as the agent's own patience; silence is the agent's to judge.
    private static let transportLimits = TransportLimits(
        connect: .seconds(20), total: .seconds(3600), lowSpeed: 0, responseBytes: 64 << 20, acceptsCompression: false,
        reusesConnections: true)
    private static let serverLimits = ServerLimits(
        maximumBody: 32 << 20, maximumConnections: 32, requestDeadline: .seconds(120), inactivity: .seconds(600),
        responseDeadline: .seconds(600), headerMemory: 64 << 10, allowsChunkedRequests: true)

    private init(_ order: ModelGateway.Order, now: @escaping @Sendable () -> Timestamp) throws {
        self.order = order
        self.now = now
        transport = try CurlTransport(limits: Self.transportLimits, label: "hookbot-model")
        allowance = Allowance(order.route)
        ledger = try Ledger(order.ledger)
    }

    /// Starts a proxy that listens where the order says.
    package static func start(_ order: ModelGateway.Order, now: @escaping @Sendable () -> Timestamp) async throws -> ModelProxy {
        let proxy = try ModelProxy(order, now: now)
        let address: ListenAddress =
            switch order.listener {
            case .socket(let path): .unix(path: path)
            case .loopback: .tcp(host: "127.0.0.1", port: 0)
            }
        let server = try await WebServer.start(on: address, limits: serverLimits) { [weak proxy] request in
            await proxy?.answer(request) ?? .dropped
        }
        proxy.server.withLock { $0 = server }
        return proxy
    }

    /// The same for a caller whose thread may block: the supervisor's, before it starts the agent.
    package static func open(_ order: ModelGateway.Order, now: @escaping @Sendable () -> Timestamp) throws -> ModelGateway {
        let proxy = try wait { try await start(order, now: now) }
        return ModelGateway(port: proxy.port) { wait { await proxy.stop() } }
    }

    package var port: UInt16 { server.withLock { $0?.port ?? 0 } }

    package func stop() async {
        allowance.close()
        let running = server.withLock { server in
            defer { server = nil }
            return server
        }
        await running?.stop(drain: .zero)
    }

    private func answer(_ request: Request) async -> Response {
        let begin = now()
        var entry = LedgerEntry(time: begin, method: request.method, path: request.path)
        entry.requestBytes = request.body.count
        let content = RequestContent(request.body)
        if let refusal = refusal(of: request, content) { return refuse(refusal, entry) }
        // Counting tokens costs nothing.
        let promised = request.path == "/v1/messages" ? content?.highestCostUSD ?? 0 : 0
        if let denial = await allowance.admit(costUSD: promised) {
            if case .money = denial { entry.isOutOfBudget = true }
            // 400 is what no client repeats.
            return refuse(Refusal(status: 400, type: "invalid_request_error", message: denial.words), entry)
        }
        allowance.spend(bytes: request.body.count)
        let pieces = transport.pieces(of: ModelRequest.forwarded(request, order.route, key: order.key))
        let answer = PassingAnswer(pieces, entry: entry, now: now) { [allowance, ledger] entry in
            // Recorded first: whoever is let through by what it cost comes after it.
            ledger.append(entry)
            allowance.spend(bytes: entry.responseBytes)
            allowance.settle(promisedUSD: promised, costUSD: entry.costUSD)
        }
        do {
            let head = try await answer.head()
            return Response(
                status: head.status, headers: ModelRequest.returned(head), body: .stream(AsyncStream(unfolding: answer.next)))
        } catch {
            return Refusal(status: 502, type: "api_error", message: "the model could not be reached: \(error)").response
        }
    }

    private func refuse(_ refusal: Refusal, _ entry: LedgerEntry) -> Response {
        var entry = entry
        (entry.status, entry.refusal) = (refusal.status, refusal.message)
        ledger.append(entry)
        return refusal.response
    }

    private func refusal(of request: Request, _ content: RequestContent?) -> Refusal? {
        guard ModelRequest.isAuthentic(request, scheme: order.route.scheme, nonce: order.nonce) else {
            return Refusal(status: 401, type: "authentication_error", message: "this proxy belongs to another run")
        }
        guard ModelRequest.isAllowed(request) else {
            return Refusal(
                status: 403, type: "permission_error",
                message: "an agent may only send messages to its model, and count their tokens")
        }
        guard let content else {
            return Refusal(
                status: 400, type: "invalid_request_error", message: "the body of a request must be one JSON object")
        }
        return content.refusal(serviceTools: order.route.serviceTools).map {
            Refusal(status: 400, type: "invalid_request_error", message: $0)
        }
    }

    private static func wait<R: Sendable>(_ body: @escaping @Sendable () async -> R) -> R {
        let (done, result) = (DispatchSemaphore(value: 0), Box<R>())
        Task.detached {
            let value = await body()
            result.value.withLock { $0 = value }
            done.signal()
        }
        done.wait()
        guard let value = result.value.withLock({ $0 }) else { preconditionFailure("the task ended without a result") }
        return value
    }

    private static func wait<R: Sendable>(_ body: @escaping @Sendable () async throws -> R) throws -> R {
        let result: Result<R, any Error> = wait {
            do { return .success(try await body()) } catch { return .failure(error) }
        }
        return try result.get()
    }

    private final class Box<R: Sendable>: Sendable {
        let value = Mutex<R?>(nil)
    }
}
