internal import HTTPClient
package import Identifiers
internal import JSON

extension Endpoint where Answer == GitHub.Issue {
    package static func issue(_ number: Int64, in repository: RepositoryName) -> Self {
        .object(.get, "\(repository.path)/issues/\(number)", in: repository)
    }

    /// Sets what is not nil; a pull request may be named as well.
    package static func updateIssue(
        _ number: Int64, title: String? = nil, body: String? = nil, state: GitHub.State? = nil, reason: String? = nil,
        in repository: RepositoryName
    ) -> Self {
        let change = JSONValue.members([
            "title": title.map(JSONValue.string), "body": body.map(JSONValue.string), "state": state.map { .string($0.rawValue) },
            "state_reason": reason.map(JSONValue.string),
        ])
        return .object(.patch, "\(repository.path)/issues/\(number)", body: change, in: repository)
    }

    /// Takes milestone `milestone`, or none.
    package static func setMilestone(_ milestone: Int64?, of number: Int64, in repository: RepositoryName) -> Self {
        .object(
            .patch, "\(repository.path)/issues/\(number)", body: ["milestone": milestone.map { .integer($0) } ?? .null],
            in: repository)
    }

    package static func addAssignees(_ logins: [String], to number: Int64, in repository: RepositoryName) -> Self {
        assignees(.post, logins, number, repository)
    }

    package static func removeAssignees(_ logins: [String], from number: Int64, in repository: RepositoryName) -> Self {
        assignees(.delete, logins, number, repository)
    }

    private static func assignees(
        _ method: HTTPMethod, _ logins: [String], _ number: Int64, _ repository: RepositoryName
    ) -> Self {
        .object(
            method, "\(repository.path)/issues/\(number)/assignees", body: ["assignees": .array(logins.map { .string($0) })],
            in: repository)
    }
}

extension Endpoint where Answer == [GitHub.Label] {
    package static func labels(of number: Int64, in repository: RepositoryName) -> Self {
        .list(.get, "\(repository.path)/issues/\(number)/labels", in: repository)
    }

    /// Those that the repository knows.
    package static func labels(in repository: RepositoryName) -> Self {
        .list(.get, "\(repository.path)/labels", in: repository)
    }

    /// Answers all labels the issue has then; ones the repository does not know are made.
    package static func addLabels(_ names: [String], to number: Int64, in repository: RepositoryName) -> Self {
        .list(
            .post, "\(repository.path)/issues/\(number)/labels", body: ["labels": .array(names.map { .string($0) })],
            in: repository)
    }

    /// Answers the labels left; 404 where the issue does not have it.
    package static func removeLabel(_ name: String, from number: Int64, in repository: RepositoryName) -> Self {
        .list(.delete, "\(repository.path)/issues/\(number)/labels/\(percentEncoded(name))", in: repository)
    }
}

extension Endpoint where Answer == [GitHub.Milestone] {
    /// Open and closed ones.
    package static func milestones(in repository: RepositoryName) -> Self {
        .list(.get, "\(repository.path)/milestones", query: ["state": "all"], in: repository)
    }
}

extension Endpoint where Answer == Void {
    /// Locking what is locked changes the reason and nothing else.
    package static func lock(_ number: Int64, reason: String?, in repository: RepositoryName) -> Self {
        .effect(
            .put, "\(repository.path)/issues/\(number)/lock", body: reason.map { ["lock_reason": .string($0)] }, in: repository)
    }
}
