internal import Configuration
internal import Crypto
internal import HTTPClient
internal import Identifiers
internal import JSON
internal import POSIX
internal import Storage

/// Makes one try of a write outside of GitHub.
struct ErrandRunner: Sendable {
    let context: EngineContext
    let transport: CurlTransport

    /// Bytes of an answer or of a program's output that are kept.
    private static let excerpt = 2000

    func run(_ request: WriteRequest, _ write: GitHubWrite, _ origin: WriteOrigin) async throws -> ErrandEnd {
        switch request {
        case .note(let text): return .done(["text": .string(text)])
        case .notify(let name, let text):
            let item = try await delivery(origin).flatMap { Self.payload($0) }.map {
                JobTrigger(event: "", payload: $0)?.item?.url
            }
            return try await post(
                [
                    "text": .string(text), "rule": .string(origin.rule), "repository": .string(write.target),
                    "number": JSONValue(origin.number), "url": JSONValue(item ?? nil), "key": .string(origin.key),
                ], to: name, origin)
        case .dispatch(let name):
            guard let event = try await event(write, origin) else { return .failed("the event is kept no longer") }
            return try await post(event, to: name, origin)
        case .script(let script): return try await start(script, write, origin)
        default: return .failed("stored by another version")
        }
    }

    private func delivery(_ origin: WriteOrigin) async throws -> Delivery? {
        guard let id = origin.delivery else { return nil }
        return try await context.database.read { try $0.deliveries.find(id: id) }
    }

    private static func payload(_ delivery: Delivery) -> JSONValue? {
        delivery.body.flatMap { try? JSONValue(parsing: $0.bytes()) }
    }

    /// The event as it came, and which rule hands it on.
    private func event(_ write: GitHubWrite, _ origin: WriteOrigin) async throws -> JSONValue? {
        guard let delivery = try await delivery(origin), let payload = Self.payload(delivery) else { return nil }
        return [
            "event": .string(delivery.event), "action": payload["action"] ?? .null,
            "delivery": .string(delivery.guid.description),
            "rule": .string(origin.rule), "repository": .string(write.target), "key": .string(origin.key),
            "job": JSONValue(origin.job?.description), "payload": payload,
        ]
    }

    private func post(_ body: JSONValue, to name: String, _ origin: WriteOrigin) async throws -> ErrandEnd {
        guard let endpoint = context.configuration.endpoint(named: name) else { return .failed("there is no [endpoint.\(name)]") }
        let bytes = Array(body.text().utf8)
        var headers: HTTPHeaders = [
            "Content-Type": "application/json", "User-Agent": "HookBot", "Idempotency-Key": idempotencyKey(origin),
        ]
        if let secret = endpoint.secret {
            headers["X-HookBot-Signature-256"] =
                "sha256=" + hexadecimal(HMACSHA256.code(of: bytes, key: secret.exposedBytes))
        }
        let request = HTTPRequest(.post, endpoint.url.exposedText, headers: headers, body: bytes)
        let transport = transport
        do {
            let response = try await within(endpoint.timeout) { try await transport.perform(request) }
            guard let response else { return .later("no answer within \(Int(endpoint.timeout / .seconds(1))) s", after: nil) }
            return Self.end(response)
        } catch let error as TransportError {
            if error.kind == .cancelled { throw CancellationError() }
            return error.kind == .invalidRequest || error.kind == .tls ? .failed("\(error)") : .later("\(error)", after: nil)
        }
    }

    /// GitHub's own way with webhooks: 2xx is taken, what may pass is tried again, everything else is an answer.
    static func end(_ response: HTTPResponse) -> ErrandEnd {
        switch response.status {
        case 200..<300: return .done(["status": .integer(Int64(response.status))])
        case 408, 425, 429, 500...:
            return .later(
                "it answered \(response.status)", after: response.headers.number("Retry-After").map { .seconds(min($0, 86_400)) })
        default: return .failed("it answered \(response.status)")
        }
    }

    private func start(_ script: ScriptRequest, _ write: GitHubWrite, _ origin: WriteOrigin) async throws -> ErrandEnd {
        // Nobody can say whether it did its work, and it may be nothing to do twice.
        guard write.attempts == 0 else { return .failed("it was running when the service ended, and is not run twice") }
        guard let event = try await event(write, origin) else { return .failed("the event is kept no longer") }
        guard Files.isExecutable(script.path), Files.isClosedToOthers(script.path) else {
            return .failed("\(script.path) is no program that only its owner can change")
        }
        var environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOOKBOT_KEY": idempotencyKey(origin)]
        for name in script.environment { environment[name] = context.environment[name] }
        let command = ChildCommand(
            script.path, script.arguments, environment: environment, folder: Files.folder(of: script.path) ?? "/")
        let result = try await outlastingStop {
            try await command.run(
                on: context.blocking, input: Array(event.text().utf8), timeout: .seconds(script.timeoutSeconds),
                outputLimit: script.outputLimit)
        }
        let output = context.redactor.redacted(
            String(decoding: (result.output + result.errorOutput).prefix(Self.excerpt), as: UTF8.self))
        guard result.succeeded else {
            let last = PublicText.singleLine(output, to: 200)
            return .failed("\(script.path): \(result.end)" + (last.isEmpty ? "" : ": \(last)"))
        }
        return .done(["path": .string(script.path), "output": .string(output)])
    }

    /// Goes on when the service is told to stop, for as long as running work may (`limits.drain`).
    private func outlastingStop<R: Sendable>(_ body: @escaping @Sendable () async throws -> R) async throws -> R {
        let rest = context.configuration.limits.drain
        let work = Task { try await body() }
        return try await withTaskCancellationHandler {
            try await work.value
        } onCancel: {
            Task {
                try? await Task.sleep(for: rest)  // Nobody cancels this; an early end would only end the work sooner.
                work.cancel()
            }
        }
    }

    /// Short, and the same for every try.
    private func idempotencyKey(_ origin: WriteOrigin) -> String {
        hexadecimal(sha256(Array(origin.key.utf8)).prefix(16))
    }

    /// nil where it took longer.
    private func within<R: Sendable>(_ limit: Duration, _ body: @escaping @Sendable () async throws -> R) async throws -> R? {
        try await withThrowingTaskGroup(of: R?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }
}
