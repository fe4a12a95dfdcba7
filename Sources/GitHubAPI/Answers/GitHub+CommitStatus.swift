package import Identifiers

extension GitHub {
    package struct CommitStatus: Hashable, Sendable {
        package let id: Int64
        package let state: StatusState
        /// What the status is about; the last write for each context wins.
        package let context: String
        package let description: String
        package let targetURL: String?
        package let creator: Account?
        package let createdAt: Timestamp
    }

    package enum StatusState: String, Hashable, Sendable {
        case error, failure, pending, success
    }
}

extension GitHub.CommitStatus: WireReadable {
    static let wireName = "commit status"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        state = try wire.word("state", else: .error)
        context = try wire.text("context")
        description = try wire.optionalText("description") ?? ""
        targetURL = try wire.optionalText("target_url")
        creator = try wire.optional("creator", GitHub.Account.self)
        createdAt = try wire.time("created_at")
    }
}
