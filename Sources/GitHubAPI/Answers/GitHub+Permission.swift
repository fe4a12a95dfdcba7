extension GitHub {
    /// What somebody may do in a repository.
    package struct Permission: Hashable, Sendable {
        package let level: PermissionLevel
        /// As the organisation calls it: `maintain`, `triage`, or a role of its own.
        package let role: String
        package let account: Account?
    }

    package enum PermissionLevel: String, Hashable, Sendable {
        case admin, write, read, none
    }
}

extension GitHub.Permission: WireReadable {
    static let wireName = "permission"

    init(_ wire: WireObject) throws(GitHubError) {
        // A level added later counts as none: nobody gains rights by a word we do not know.
        level = try wire.word("permission", else: .none)
        role = try wire.optionalText("role_name") ?? level.rawValue
        account = try wire.optional("user", GitHub.Account.self)
    }
}
