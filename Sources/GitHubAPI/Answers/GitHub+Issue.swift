package import Identifiers

extension GitHub {
    /// An issue; a pull request is one too.
    package struct Issue: Hashable, Sendable {
        package let id: Int64
        package let number: Int64
        package let title: String
        /// Empty where GitHub has none.
        package let body: String
        package let state: State
        /// Nil for a deleted account.
        package let author: Account?
        package let labels: [String]
        package let assignees: [Account]
        package let milestone: Milestone?
        package let isPullRequest: Bool
        package let isLocked: Bool
        package let createdAt: Timestamp
        package let updatedAt: Timestamp
        package let webURL: String
    }
}

extension GitHub.Issue: WireReadable {
    static let wireName = "issue"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        number = try wire.integer("number")
        title = try wire.text("title")
        body = try wire.optionalText("body") ?? ""
        state = try wire.state()
        author = try wire.optional("user", GitHub.Account.self)
        labels = try wire.list("labels", of: GitHub.Label.self).map(\.name)
        assignees = wire.has("assignees") ? try wire.list("assignees", of: GitHub.Account.self) : []
        milestone = try wire.optional("milestone", GitHub.Milestone.self)
        isPullRequest = wire.has("pull_request")
        isLocked = try wire.optionalBool("locked") ?? false
        createdAt = try wire.time("created_at")
        updatedAt = try wire.time("updated_at")
        webURL = try wire.optionalText("html_url") ?? ""
    }
}
