package import HTTPClient
package import Identifiers

/// Why GitHub did not give the answer asked for. Texts of GitHub are shortened and hold no token.
package enum GitHubError: Error, Hashable, Sendable {
    /// The token, or the App's key, is not accepted.
    case unauthorized
    /// `neededPermissions` as GitHub names them, `contents=write; pull_requests=write`.
    case forbidden(message: String, neededPermissions: String?)
    /// It is not there, or may not be seen.
    case notFound
    case gone
    /// No call before `until`, by the local clock. `secondary` limits concern the pace, not the hourly budget.
    case rateLimited(until: Timestamp, secondary: Bool)
    case validation(message: String, errors: [FieldError])
    case conflict(String)
    /// A redirect that was not followed, and where it leads.
    case movedPermanently(String)
    case serverError(status: Int)
    case unexpectedStatus(Int, message: String)
    /// The answer came but is not what GitHub documents.
    case unreadable(String)
    case transport(kind: TransportError.Kind, message: String, requestWasSent: Bool)
    /// The App's private key cannot sign.
    case unusableKey(String)

    init(_ error: TransportError) {
        self = .transport(kind: error.kind, message: error.message, requestWasSent: error.requestWasSent)
    }

    /// Whether the same call may succeed later without anybody changing anything.
    package var isTransient: Bool {
        switch self {
        case .rateLimited: true
        case .serverError: isWorthRepeating
        // What was never sent may be sent again, whatever went wrong, unless it can never be sent.
        case .transport(let kind, _, let requestWasSent): kind != .invalidRequest && (!requestWasSent || isWorthRepeating)
        case .unauthorized, .forbidden, .notFound, .gone, .validation, .conflict, .movedPermanently, .unexpectedStatus,
            .unreadable, .unusableKey:
            false
        }
    }

    /// Whether a call that changes something may have done so although it threw this: look before repeating it.
    package var outcomeUnknown: Bool {
        switch self {
        case .serverError, .unreadable: true
        case .transport(_, _, let requestWasSent): requestWasSent
        case .unexpectedStatus(let status, _): status < 400
        case .unauthorized, .forbidden, .notFound, .gone, .rateLimited, .validation, .conflict, .movedPermanently, .unusableKey:
            false
        }
    }

    /// How long a rate limit still lasts; nil for every other error.
    package func retryAfter(now: Timestamp) -> Duration? {
        if case .rateLimited(let until, _) = self { max(until - now, .zero) } else { nil }
    }

    /// Whether a safe call is worth another try within seconds.
    var isWorthRepeating: Bool {
        switch self {
        case .serverError(let status): [500, 502, 503, 504].contains(status)
        case .transport(let kind, _, _): [.timeout, .connect, .reset].contains(kind)
        case .unauthorized, .forbidden, .notFound, .gone, .rateLimited, .validation, .conflict, .movedPermanently,
            .unexpectedStatus, .unreadable, .unusableKey:
            false
        }
    }
}
