extension GitHub {
    /// A user, an organisation or a bot.
    package struct Account: Hashable, Sendable {
        package let id: Int64
        /// Bots' end in `[bot]`.
        package let login: String
        package let isBot: Bool
    }
}

extension GitHub.Account: WireReadable {
    static let wireName = "account"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        login = try wire.text("login")
        isBot = try wire.optionalText("type") == "Bot"
    }
}
