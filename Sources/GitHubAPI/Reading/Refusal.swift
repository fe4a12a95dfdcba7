internal import HTTPClient
internal import Identifiers
internal import JSON

/// An answer that is no success, as text and parts; everything in it was written by the other side.
struct Refusal {
    let status: Int
    let headers: HTTPHeaders
    let message: String
    let errors: [FieldError]

    /// Nil where the answer is a success. Whatever the server repeats of `secret` is taken out of the texts.
    init?(_ response: HTTPResponse, hiding secret: Secret?) {
        guard !(200..<300).contains(response.status) else { return nil }
        status = response.status
        headers = response.headers
        // An HTML page of a proxy in between, or nothing at all, is no JSON and says no more than the status does.
        let body = try? JSONValue(parsing: response.body)
        let clean = { (text: String?) in text.map { displayable($0, hiding: secret) } }
        message = clean(body?["message"]?.string) ?? "HTTP \(response.status)"
        errors = (body?["errors"]?.array ?? []).prefix(20).map { entry in
            // Some endpoints send bare texts in place of objects.
            FieldError(
                resource: clean(entry["resource"]?.string), field: clean(entry["field"]?.string),
                code: clean(entry["code"]?.string), message: clean(entry["message"]?.string ?? entry.string))
        }
    }

    /// What a caller can act on. `limit` is the rate limit this refusal stands for, if any.
    func error(limit: RateLimitRefusal?) -> GitHubError {
        if let limit { return .rateLimited(until: limit.until, secondary: limit.isSecondary) }
        return switch status {
        case 401: .unauthorized
        case 403: .forbidden(message: message, neededPermissions: permissions)
        case 404: .notFound
        case 410: .gone
        case 409: .conflict(message)
        case 400, 422: .validation(message: message, errors: errors)
        case 301, 302, 303, 307, 308: .movedPermanently(displayable(headers["location"] ?? "", hiding: nil))
        case 500...: .serverError(status: status)
        default: .unexpectedStatus(status, message: message)
        }
    }

    private var permissions: String? { headers["x-accepted-github-permissions"].map { displayable($0, hiding: nil) } }
}

/// At most 1,000 characters, without control characters and without the secret.
func displayable(_ text: String, hiding secret: Secret?) -> String {
    var text = text
    if let secret = secret?.exposedText, !secret.isEmpty { text = text.replacing(secret, with: "<secret>") }
    let scalars = text.unicodeScalars.prefix(1000).map { scalar in
        scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format ? " " : scalar
    }
    return String(String.UnicodeScalarView(scalars))
}
