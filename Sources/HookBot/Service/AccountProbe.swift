internal import Configuration
internal import HTTPClient
internal import Identifiers
internal import JSON
internal import ModelProxy

/// Asks a model's service whether it takes an account now: for the models there are, then for one word of the cheapest.
struct AccountProbe: Sendable {
    enum Verdict: Equatable, Sendable {
        case ok(String)
        case limited(until: Timestamp?)
        case refused(String)
        /// Neither yes nor no.
        case unclear(String)
        /// A login that only the agent's own program can use.
        case notAsked

        var word: String {
            switch self {
            case .ok: "ok"
            case .limited: "limited"
            case .refused: "refused"
            case .unclear: "unclear"
            case .notAsked: "not asked"
            }
        }

        var detail: String {
            switch self {
            case .ok(let words), .refused(let words), .unclear(let words): words
            case .limited(let until): until.map { "until \($0)" } ?? "it did not say until when"
            case .notAsked: "a login is used by the agent's own program alone"
            }
        }
    }

    let transport: CurlTransport
    let now: @Sendable () -> Timestamp

    /// Where the service does not say which models it has.
    private static let standardModel = "claude-haiku-4-5"

    func verdict(on account: AccountSettings) async -> Verdict {
        if account.isLogin { return .notAsked }
        do {
            let models = try await transport.perform(request(.get, "/v1/models?limit=100", account))
            if let verdict = Self.verdict(models, now: now()), verdict.isFinal { return verdict }
            let names = (Self.json(models)?["data"]?.array ?? []).compactMap { $0["id"]?.string }
            let model = names.first { $0.contains("haiku") } ?? names.first ?? Self.standardModel
            let answer = try await transport.perform(
                request(.post, "/v1/messages", account, body: Self.question(model, account)))
            if answer.status == 404, models.status == 200 {
                return .ok("the key is taken; the model \(model) is not known there")
            }
            return Self.verdict(answer, now: now()) ?? .ok("\(model) answered")
        } catch {
            return .unclear("\(error)")
        }
    }

    /// What an answer says about the account that asked; nil for one that is as it should be.
    static func verdict(_ answer: HTTPResponse, now: Timestamp) -> Verdict? {
        let words = json(answer)?.at("error", "message")?.string ?? ""
        let shown = "HTTP \(answer.status)\(words.isEmpty ? "" : ": \(words)")"
        switch answer.status {
        case 200...299: return nil
        case 401, 402, 403: return .refused(shown)
        case 400 where words.contains("credit balance"): return .refused(shown)
        case 429: return .limited(until: RetryTime.of(answer, now: now))
        default: return .unclear(shown)
        }
    }

    private func request(
        _ method: HTTPMethod, _ target: String, _ account: AccountSettings, body: JSONValue? = nil
    ) -> HTTPRequest {
        var headers: HTTPHeaders = ["anthropic-version": "2023-06-01", "content-type": "application/json"]
        var authorization: Secret?
        switch account.credential {
        case .apiKey(let key): headers.append("x-api-key", key.exposedText)
        case .oauthToken(let token):
            authorization = Secret("Bearer \(token.exposedText)")
            headers.append("anthropic-beta", "oauth-2025-04-20")
        case .configFolder: break
        }
        let base = account.baseURL.hasSuffix("/") ? String(account.baseURL.dropLast()) : account.baseURL
        return HTTPRequest(method, base + target, headers: headers, authorization: authorization, body: body?.bytes)
    }

    private static func question(_ model: String, _ account: AccountSettings) -> JSONValue {
        var members: [String: JSONValue] = [
            "model": .string(model), "max_tokens": 1, "messages": [["role": "user", "content": "Say yes."]],
        ]
        // The service takes a subscription's token from Claude Code only.
        if case .oauthToken = account.credential {
            members["system"] = "You are Claude Code, Anthropic's official CLI for Claude."
        }
        return .object(members)
    }

    private static func json(_ answer: HTTPResponse) -> JSONValue? { try? JSONValue(parsing: answer.body) }
}

extension AccountProbe.Verdict {
    /// Whether a second question would not be answered otherwise; a gateway need not know the list of models.
    fileprivate var isFinal: Bool {
        switch self {
        case .limited, .refused: true
        case .ok, .unclear, .notAsked: false
        }
    }
}
