internal import HTTPClient
package import Identifiers
internal import JSON

extension Endpoint where Answer == GitHub.CommitStatus {
    package static func createStatus(_ new: GitHub.NewCommitStatus, on commit: CommitID, in repository: RepositoryName) -> Self {
        .object(.post, "\(repository.path)/statuses/\(commit)", body: new.json, in: repository)
    }
}

extension Endpoint where Answer == [GitHub.CommitStatus] {
    /// Newest first, every one ever written.
    package static func statuses(of commit: CommitID, in repository: RepositoryName) -> Self {
        .list(.get, "\(repository.path)/commits/\(commit)/statuses", in: repository)
    }
}

extension Endpoint where Answer == GitHub.CheckRun {
    /// Only a GitHub App may.
    package static func createCheckRun(
        _ name: String, on head: CommitID, _ content: GitHub.CheckRunContent, in repository: RepositoryName
    ) -> Self {
        let members = content.members.merging(["name": .string(name), "head_sha": .string(head.description)]) { $1 }
        return .object(.post, "\(repository.path)/check-runs", body: .members(members), in: repository)
    }

    package static func updateCheckRun(_ id: Int64, _ content: GitHub.CheckRunContent, in repository: RepositoryName) -> Self {
        .object(.patch, "\(repository.path)/check-runs/\(id)", body: .members(content.members), in: repository)
    }
}

extension Endpoint where Answer == [GitHub.CheckRun] {
    /// Of one commit; with `name`, those of that name.
    package static func checkRuns(of commit: CommitID, name: String? = nil, in repository: RepositoryName) -> Self {
        .list(
            .get, "\(repository.path)/commits/\(commit)/check-runs", query: name.map { ["check_name": $0] } ?? [:],
            in: repository, member: "check_runs")
    }
}
