internal import HTTPClient
package import Identifiers
internal import JSON

extension Endpoint where Answer == [GitHub.Comment] {
    /// The conversation of an issue or pull request, oldest first; with `since`, what was written or changed from then on.
    package static func comments(on number: Int64, since: Timestamp? = nil, in repository: RepositoryName) -> Self {
        .list(
            .get, "\(repository.path)/issues/\(number)/comments", query: since.map { ["since": $0.description] } ?? [:],
            in: repository)
    }
}

extension Endpoint where Answer == GitHub.Comment {
    package static func comment(_ id: Int64, in repository: RepositoryName) -> Self {
        .object(.get, "\(repository.path)/issues/comments/\(id)", in: repository)
    }

    package static func createComment(_ body: String, on number: Int64, in repository: RepositoryName) -> Self {
        .object(.post, "\(repository.path)/issues/\(number)/comments", body: ["body": .string(body)], in: repository)
    }

    package static func updateComment(_ id: Int64, body: String, in repository: RepositoryName) -> Self {
        .object(.patch, "\(repository.path)/issues/comments/\(id)", body: ["body": .string(body)], in: repository)
    }
}

extension Endpoint where Answer == Void {
    package static func deleteComment(_ id: Int64, in repository: RepositoryName) -> Self {
        .effect(.delete, "\(repository.path)/issues/comments/\(id)", in: repository)
    }
}
