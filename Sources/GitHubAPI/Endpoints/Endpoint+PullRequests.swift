internal import HTTPClient
package import Identifiers
internal import JSON

extension Endpoint where Answer == [GitHub.PullRequest] {
    /// Pull requests of every state unless one is named. `head` must be `owner:branch`; GitHub ignores any other form.
    package static func pullRequests(
        head: String? = nil, base: String? = nil, state: GitHub.State? = nil, in repository: RepositoryName
    ) -> Self {
        var query = ["state": state?.rawValue ?? "all"]
        query["head"] = head
        query["base"] = base
        return .list(.get, "\(repository.path)/pulls", query: query, in: repository)
    }
}

extension Endpoint where Answer == GitHub.PullRequest {
    package static func pullRequest(_ number: Int64, in repository: RepositoryName) -> Self {
        .object(.get, "\(repository.path)/pulls/\(number)", in: repository)
    }

    /// 422 where one is open for the same head and base already, and where there are no commits between them.
    package static func createPullRequest(_ new: GitHub.NewPullRequest, in repository: RepositoryName) -> Self {
        .object(.post, "\(repository.path)/pulls", body: new.json, in: repository)
    }

    /// Sets what is not nil. Draft state cannot be changed over REST.
    package static func updatePullRequest(
        _ number: Int64, title: String? = nil, body: String? = nil, state: GitHub.State? = nil, in repository: RepositoryName
    ) -> Self {
        let change = JSONValue.members([
            "title": title.map(JSONValue.string), "body": body.map(JSONValue.string), "state": state.map { .string($0.rawValue) },
        ])
        return .object(.patch, "\(repository.path)/pulls/\(number)", body: change, in: repository)
    }

    package static func requestReviewers(
        _ logins: [String], teams: [String] = [], on number: Int64, in repository: RepositoryName
    ) -> Self {
        .object(
            .post, "\(repository.path)/pulls/\(number)/requested_reviewers",
            body: ["reviewers": .array(logins.map { .string($0) }), "team_reviewers": .array(teams.map { .string($0) })],
            in: repository)
    }
}

extension Endpoint where Answer == [GitHub.ChangedFile] {
    /// At most the 3,000 that GitHub lists.
    package static func files(of number: Int64, in repository: RepositoryName) -> Self {
        .list(.get, "\(repository.path)/pulls/\(number)/files", in: repository)
    }
}

extension Endpoint where Answer == [GitHub.Commit] {
    /// At most the 250 that GitHub lists.
    package static func commits(of number: Int64, in repository: RepositoryName) -> Self {
        .list(.get, "\(repository.path)/pulls/\(number)/commits", in: repository)
    }
}
