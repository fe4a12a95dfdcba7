internal import HTTPClient
internal import Identifiers
internal import JSON

// The shapes nearly every endpoint has.

extension Endpoint where Answer: WireReadable {
    /// An endpoint that answers one object.
    static func object(
        _ method: HTTPMethod, _ path: String, query: [String: String] = [:], body: JSONValue? = nil,
        in repository: RepositoryName? = nil
    ) -> Self {
        Self(method, path, query: query, body: body, repository: repository) { (value) throws(GitHubError) in
            try readObject(value, as: Answer.self)
        }
    }
}

extension Endpoint {
    /// An endpoint that answers a list; a GET asks for the largest pages there are. `member` is where an object holds the list.
    static func list<Element: WireReadable>(
        _ method: HTTPMethod, _ path: String, query: [String: String] = [:], body: JSONValue? = nil,
        in repository: RepositoryName? = nil, member: String? = nil
    ) -> Self where Answer == [Element] {
        let query = method == .get ? query.merging(["per_page": "100"]) { given, _ in given } : query
        return Self(method, path, query: query, body: body, repository: repository) { (value) throws(GitHubError) in
            try readList(member.map { value[$0] ?? .null } ?? value, of: Element.self)
        }
    }
}

extension Endpoint where Answer == Void {
    /// An endpoint whose success says everything.
    static func effect(
        _ method: HTTPMethod, _ path: String, body: JSONValue? = nil, in repository: RepositoryName? = nil
    ) -> Self {
        Self(method, path, body: body, accept: .json, repository: repository) { (_) throws(GitHubError) in }
    }
}

extension RepositoryName {
    /// Where the API keeps it. Both parts hold only characters that need no escaping; names of dots alone are no names.
    var path: String { "/repos/\(owner)/\(name)" }
}

extension JSONValue {
    /// An object of the members that are there.
    static func members(_ members: [String: JSONValue?]) -> JSONValue { .object(members.compactMapValues(\.self)) }
}
