internal import HTTPClient
package import Identifiers
internal import JSON

extension Endpoint where Answer == [GitHub.Review] {
    package static func reviews(of number: Int64, in repository: RepositoryName) -> Self {
        .list(.get, "\(repository.path)/pulls/\(number)/reviews", in: repository)
    }
}

extension Endpoint where Answer == GitHub.Review {
    package static func createReview(_ new: GitHub.NewReview, of number: Int64, in repository: RepositoryName) -> Self {
        .object(.post, "\(repository.path)/pulls/\(number)/reviews", body: new.json, in: repository)
    }
}

extension Endpoint where Answer == [GitHub.ReviewComment] {
    package static func reviewComments(on number: Int64, since: Timestamp? = nil, in repository: RepositoryName) -> Self {
        .list(
            .get, "\(repository.path)/pulls/\(number)/comments", query: since.map { ["since": $0.description] } ?? [:],
            in: repository)
    }
}

extension Endpoint where Answer == GitHub.ReviewComment {
    package static func reviewComment(_ id: Int64, in repository: RepositoryName) -> Self {
        .object(.get, "\(repository.path)/pulls/comments/\(id)", in: repository)
    }

    /// `first` is the first comment of the thread; GitHub takes no replies to replies.
    package static func reply(
        _ body: String, to first: Int64, on number: Int64, in repository: RepositoryName
    ) -> Self {
        .object(
            .post, "\(repository.path)/pulls/\(number)/comments/\(first)/replies", body: ["body": .string(body)], in: repository)
    }
}
