extension GitHub {
    /// The GitHub App that asks.
    package struct App: Hashable, Sendable {
        package let id: Int64
        /// Its bot account is `slug[bot]`.
        package let slug: String
        package let name: String
    }
}

extension GitHub.App: WireReadable {
    static let wireName = "app"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        slug = try wire.optionalText("slug") ?? ""
        name = try wire.text("name")
    }
}
