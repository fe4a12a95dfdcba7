package import HTTPClient
package import Identifiers
package import JSON

/// One call of GitHub's REST API as a value: what to send, and how to read the answer.
package struct Endpoint<Answer: Sendable>: Sendable {
    package let method: HTTPMethod
    /// Below the API's base address, escaped, beginning with a slash.
    package let path: String
    /// Not yet escaped.
    package let query: [String: String]
    package let body: JSONValue?
    package let accept: AcceptedForm
    /// Whose installation token it is sent with; nil for what concerns the App or the user as such.
    package let repository: RepositoryName?
    let read: @Sendable ([UInt8]) throws(GitHubError) -> Answer

    /// An endpoint that answers JSON.
    package init(
        _ method: HTTPMethod, _ path: String, query: [String: String] = [:], body: JSONValue? = nil,
        repository: RepositoryName? = nil, decode: @escaping @Sendable (JSONValue) throws(GitHubError) -> Answer
    ) {
        self.init(
            method, path, query: query, body: body, accept: .json, repository: repository,
            read: { (bytes) throws(GitHubError) in try decode(try readJSON(bytes)) })
    }

    /// An endpoint whose bytes are read as they are.
    init(
        _ method: HTTPMethod, _ path: String, query: [String: String] = [:], body: JSONValue? = nil, accept: AcceptedForm,
        repository: RepositoryName? = nil, read: @escaping @Sendable ([UInt8]) throws(GitHubError) -> Answer
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.body = body
        self.accept = accept
        self.repository = repository
        self.read = read
    }

    func call(at location: GitHubLocation) -> Call {
        let query = query.sorted { $0.key < $1.key }.map { "\(percentEncoded($0.key))=\(percentEncoded($0.value))" }
        let url = location.baseURL + path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        return Call(method: method, url: url, accept: accept.rawValue, body: body?.bytes)
    }
}

/// An answer's JSON. The parser quotes what it stumbled over, which may be a token, so only the place is told.
func readJSON(_ bytes: [UInt8]) throws(GitHubError) -> JSONValue {
    guard !bytes.isEmpty else { throw .unreadable("it is empty") }
    do throws(JSONError) {
        return try JSONValue(parsing: bytes)
    } catch {
        throw .unreadable("not JSON, line \(error.line), column \(error.column)")
    }
}
