internal import JSON

/// An answer other than the one asked for, in GitHub's words.
struct APIError: Error, Equatable {
    var status: Int
    var message: String
    var errors: [JSONValue] = []
    var headers: [String: String] = [:]

    static let notFound = APIError(status: 404, message: "Not Found")
    static let badCredentials = APIError(status: 401, message: "Bad credentials")
    static let authenticationRequired = APIError(status: 401, message: "Requires authentication")
    static let appRequired = APIError(status: 403, message: "You must authenticate via a GitHub App.")
    static let unreadableBody = APIError(status: 400, message: "Problems parsing JSON")
    static let notAnObject = APIError(status: 400, message: "Body should be a JSON object")

    static func gone(_ message: String) -> APIError { APIError(status: 410, message: message) }

    static func moved(to url: String, method: String) -> APIError {
        APIError(status: method == "GET" ? 301 : 307, message: "Moved Permanently", headers: ["Location": url])
    }

    static func forbidden(installation: Bool, needs permissions: String) -> APIError {
        APIError(
            status: 403, message: "Resource not accessible by \(installation ? "integration" : "personal access token")",
            headers: ["X-Accepted-GitHub-Permissions": permissions])
    }

    /// A member of the wrong type, as GitHub's schema check words it.
    static func mistyped(_ field: String, _ value: JSONValue, isNot kind: String) -> APIError {
        APIError(status: 422, message: "Invalid request.\n\nFor 'properties/\(field)', \(value.text()) is not \(kind).")
    }

    static func missing(_ field: String) -> APIError {
        APIError(status: 422, message: "Invalid request.\n\n\"\(field)\" wasn't supplied.")
    }

    /// 422 with one entry in `errors`.
    static func invalid(_ resource: String, field: String? = nil, code: String = "custom", _ message: String? = nil) -> APIError {
        var entry: [String: JSONValue] = ["resource": .string(resource), "code": .string(code)]
        entry["field"] = field.map(JSONValue.string)
        entry["message"] = message.map(JSONValue.string)
        return APIError(status: 422, message: "Validation Failed", errors: [.object(entry)])
    }

    /// 422 whose `errors` are plain sentences, as reviews and merges use them.
    static func refused(_ sentence: String) -> APIError {
        APIError(status: 422, message: "Unprocessable Entity", errors: [.string(sentence)])
    }

    var body: JSONValue {
        var members: [String: JSONValue] = [
            "message": .string(message), "documentation_url": "https://docs.github.com/rest", "status": .string(String(status)),
        ]
        if !errors.isEmpty { members["errors"] = .array(errors) }
        return .object(members)
    }

    /// One line for people.
    var sentence: String { ([message] + errors.compactMap { $0.string ?? $0["message"]?.string }).joined(separator: ": ") }
}
