package import Identifiers

extension GitHub {
    package struct PullRequest: Hashable, Sendable {
        package let id: Int64
        package let number: Int64
        package let title: String
        package let body: String
        package let state: State
        package let isDraft: Bool
        package let isLocked: Bool
        package let mergedAt: Timestamp?
        /// Nil until GitHub has worked it out, and always in lists.
        package let isMergeable: Bool?
        package let mergeCommit: CommitID?
        package let head: Side
        package let base: Side
        package let author: Account?
        package let labels: [String]
        package let createdAt: Timestamp
        package let updatedAt: Timestamp
        package let webURL: String

        package var isMerged: Bool { mergedAt != nil }
    }
}

extension GitHub.PullRequest {
    /// One of the two branches.
    package struct Side: Hashable, Sendable {
        package let branch: String
        package let commit: CommitID
        /// Nil where the fork was deleted.
        package let repository: RepositoryName?
        package let repositoryID: Int64?
    }
}

extension GitHub.PullRequest: WireReadable {
    static let wireName = "pull request"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        number = try wire.integer("number")
        title = try wire.text("title")
        body = try wire.optionalText("body") ?? ""
        state = try wire.state()
        isDraft = try wire.optionalBool("draft") ?? false
        isLocked = try wire.optionalBool("locked") ?? false
        mergedAt = try wire.optionalTime("merged_at")
        isMergeable = try wire.optionalBool("mergeable")
        mergeCommit = try wire.optionalCommit("merge_commit_sha")
        head = try Side(wire.object("head"))
        base = try Side(wire.object("base"))
        author = try wire.optional("user", GitHub.Account.self)
        labels = wire.has("labels") ? try wire.list("labels", of: GitHub.Label.self).map(\.name) : []
        createdAt = try wire.time("created_at")
        updatedAt = try wire.time("updated_at")
        webURL = try wire.optionalText("html_url") ?? ""
    }
}

extension GitHub.PullRequest.Side {
    init(_ wire: WireObject) throws(GitHubError) {
        branch = try wire.text("ref")
        commit = try wire.commit("sha")
        let home = try wire.optionalObject("repo")
        repository = RepositoryName(try home?.optionalText("full_name") ?? "")
        repositoryID = try home?.integer("id")
    }
}
