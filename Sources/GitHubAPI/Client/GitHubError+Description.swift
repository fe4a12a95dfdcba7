internal import HTTPClient

extension GitHubError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unauthorized:
            "GitHub does not accept the credentials: check the token, or the App's id, key and clock"
        case .forbidden(let message, let needed):
            "GitHub refused: \(message)" + (needed.map { " (needs \($0))" } ?? "")
        case .notFound:
            "not found, or not visible to these credentials"
        case .gone:
            "deleted"
        case .rateLimited(let until, let secondary):
            "\(secondary ? "secondary " : "")rate limit: no calls before \(until)"
        case .validation(let message, let errors):
            ([message] + errors.map(\.description)).joined(separator: "; ")
        case .conflict(let message):
            "conflict: \(message)"
        case .movedPermanently(let target):
            "moved to \(target)"
        case .serverError(let status):
            "GitHub failed with HTTP \(status)"
        case .unexpectedStatus(let status, let message):
            "unexpected answer, HTTP \(status): \(message)"
        case .unreadable(let reason):
            "unreadable answer: \(reason)"
        case .transport(let kind, let message, _):
            "no answer (\(kind.rawValue)): \(message)"
        case .unusableKey(let reason):
            "the App's private key cannot be used: \(reason)"
        }
    }
}

extension FieldError: CustomStringConvertible {
    package var description: String {
        let place = [resource, field].compactMap(\.self).joined(separator: ".")
        return ([place] + [code, message].compactMap(\.self)).filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
