package import Identifiers

extension GitHub {
    /// A comment in the conversation of an issue or pull request.
    package struct Comment: Hashable, Sendable {
        package let id: Int64
        package let body: String
        package let author: Account?
        /// `OWNER`, `MEMBER`, `COLLABORATOR`, `CONTRIBUTOR`, `NONE`, …
        package let authorAssociation: String
        package let createdAt: Timestamp
        package let updatedAt: Timestamp
        package let webURL: String
    }
}

extension GitHub.Comment: WireReadable {
    static let wireName = "comment"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        body = try wire.optionalText("body") ?? ""
        author = try wire.optional("user", GitHub.Account.self)
        authorAssociation = try wire.optionalText("author_association") ?? "NONE"
        createdAt = try wire.time("created_at")
        updatedAt = try wire.time("updated_at")
        webURL = try wire.optionalText("html_url") ?? ""
    }
}
