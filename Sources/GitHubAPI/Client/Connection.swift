internal import HTTPClient
internal import Identifiers

/// Carries one authorised call to GitHub and back: the rate-limit gate, the cache, one redirect within the same origin.
final class Connection: Sendable {
    let location: GitHubLocation
    let limits = RateLimits()
    let now: @Sendable () -> Timestamp
    private let transport: CurlTransport
    private let cache = AnswerCache()
    private let userAgent: String

    init(
        location: GitHubLocation, transport: CurlTransport, userAgent: String, now: @escaping @Sendable () -> Timestamp
    ) {
        self.location = location
        self.transport = transport
        self.userAgent = userAgent
        self.now = now
    }

    /// The answer as it came, whatever its status; 304 has become the kept answer already.
    func answer(to call: Call, as authorization: Authorization) async throws(GitHubError) -> HTTPResponse {
        let first = try await exchange(call, authorization)
        guard call.method.isSafe, [301, 302, 307, 308].contains(first.status), let target = first.headers["location"],
            let address = WebAddress(target, relativeTo: WebAddress(call.url)), address.hasSameOrigin(as: location.address)
        else { return first }
        let moved = Call(method: call.method, url: address.text, accept: call.accept, body: call.body)
        return try await exchange(moved, authorization)
    }

    /// Takes the answer's rate limits in; throws what a refusal means.
    func accept(_ response: HTTPResponse, as authorization: Authorization) throws(GitHubError) -> HTTPResponse {
        let refusal = Refusal(response, hiding: authorization.token)
        let limit = limits.note(response, refusal, for: authorization.scope, now: now())
        guard let refusal else { return response }
        throw refusal.error(limit: limit)
    }

    private func exchange(_ call: Call, _ authorization: Authorization) async throws(GitHubError) -> HTTPResponse {
        guard WebAddress(call.url)?.hasSameOrigin(as: location.address) == true else {
            throw .unreadable("an address outside \(location.baseURL)")
        }
        try limits.check(authorization.scope, now: now())
        var request = HTTPRequest(
            call.method, call.url, headers: call.headers(userAgent: userAgent), authorization: authorization.header,
            body: call.body)
        guard call.method.isSafe else { return try await perform(request) }
        let key = AnswerCache.Key(reader: authorization.reader, accept: call.accept, url: call.url)
        let tag = cache.tag(for: key)
        request.headers["If-None-Match"] = tag
        let response = try await perform(request)
        if response.status == 304, let tag, let kept = cache.response(for: key, tag: tag) {
            return kept.renewed(by: response)
        }
        cache.keep(response, for: key)
        return response
    }

    private func perform(_ request: HTTPRequest) async throws(GitHubError) -> HTTPResponse {
        do throws(TransportError) { return try await transport.perform(request) } catch { throw GitHubError(error) }
    }
}

extension HTTPResponse {
    /// A kept answer with the budget and the time of the 304 that confirmed it.
    fileprivate func renewed(by confirmation: HTTPResponse) -> HTTPResponse {
        var answer = self
        for name in ["date", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-ratelimit-resource"] {
            answer.headers[name] = confirmation.headers[name]
        }
        return answer
    }
}
