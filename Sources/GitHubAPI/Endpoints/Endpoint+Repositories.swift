internal import HTTPClient
package import Identifiers

extension Endpoint where Answer == GitHub.Repository {
    package static func repository(_ repository: RepositoryName) -> Self {
        .object(.get, repository.path, in: repository)
    }

    /// By the id that survives renaming; `known` names the installation to ask as.
    package static func repository(id: Int64, known: RepositoryName?) -> Self {
        .object(.get, "/repositories/\(id)", in: known)
    }
}

extension Endpoint where Answer == GitHub.Permission {
    /// What an account may do; 404 for one that does not exist.
    package static func permission(of login: String, in repository: RepositoryName) -> Self {
        .object(.get, "\(repository.path)/collaborators/\(percentEncoded(login))/permission", in: repository)
    }
}

extension Endpoint where Answer == GitHub.Reference {
    /// `name` without `refs/`: `heads/main`.
    package static func reference(_ name: String, in repository: RepositoryName) -> Self {
        .object(.get, "\(repository.path)/git/ref/\(percentEncodedPath(name))", in: repository)
    }
}

extension Endpoint where Answer == Void {
    /// `name` without `refs/`. Deleting a branch closes its pull requests.
    package static func deleteReference(_ name: String, in repository: RepositoryName) -> Self {
        .effect(.delete, "\(repository.path)/git/refs/\(percentEncodedPath(name))", in: repository)
    }
}

extension Endpoint where Answer == [UInt8] {
    /// A file's bytes at a commit or branch.
    package static func contents(of path: String, at reference: String, in repository: RepositoryName) -> Self {
        Self(
            .get, "\(repository.path)/contents/\(percentEncodedPath(path))", query: ["ref": reference], accept: .raw,
            repository: repository
        ) { (bytes) throws(GitHubError) in bytes }
    }
}

extension Endpoint where Answer == GitHub.Comparison {
    package static func compare(_ base: String, with head: String, in repository: RepositoryName) -> Self {
        .object(.get, "\(repository.path)/compare/\(percentEncoded(base))...\(percentEncoded(head))", in: repository)
    }
}

extension Endpoint where Answer == [GitHub.Milestone] {
    package static func milestones(_ state: GitHub.State? = nil, in repository: RepositoryName) -> Self {
        .list(.get, "\(repository.path)/milestones", query: ["state": state?.rawValue ?? "all"], in: repository)
    }
}
