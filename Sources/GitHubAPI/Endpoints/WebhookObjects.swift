internal import HTTPClient
package import Identifiers
package import JSON

/// Objects as GitHub gives them, which webhooks carry in the same form.
package enum WebhookObjects {
    package static func repository(_ name: RepositoryName) -> Endpoint<JSONValue> { object(name.path, in: name) }

    package static func pullRequest(_ number: Int64, in repository: RepositoryName) -> Endpoint<JSONValue> {
        object("\(repository.path)/pulls/\(number)", in: repository)
    }

    /// Open issues and pull requests that changed from then on, the longest unchanged first.
    package static func openItems(since: Timestamp, in repository: RepositoryName) -> Endpoint<[JSONValue]> {
        list(
            "\(repository.path)/issues",
            query: ["state": "open", "sort": "updated", "direction": "asc", "since": since.description], in: repository)
    }

    /// What was done to an issue or pull request, oldest first
    /// (https://docs.github.com/en/rest/issues/events#list-issue-events).
    package static func events(of number: Int64, in repository: RepositoryName) -> Endpoint<[JSONValue]> {
        list("\(repository.path)/issues/\(number)/events", in: repository)
    }

    package static func comments(
        on number: Int64, since: Timestamp, in repository: RepositoryName
    ) -> Endpoint<[JSONValue]> {
        list("\(repository.path)/issues/\(number)/comments", query: ["since": since.description], in: repository)
    }

    private static func object(_ path: String, in repository: RepositoryName) -> Endpoint<JSONValue> {
        Endpoint(.get, path, repository: repository) { (value) throws(GitHubError) in value }
    }

    private static func list(
        _ path: String, query: [String: String] = [:], in repository: RepositoryName
    ) -> Endpoint<[JSONValue]> {
        let query = query.merging(["per_page": "100"]) { given, _ in given }
        return Endpoint(.get, path, query: query, repository: repository) { (value) throws(GitHubError) in
            guard let elements = value.array else { throw .unreadable("a list was expected") }
            return elements
        }
    }
}
