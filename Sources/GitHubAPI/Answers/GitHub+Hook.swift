extension GitHub {
    /// A webhook of a repository.
    package struct Hook: Hashable, Sendable {
        package let id: Int64
        package let isActive: Bool
        package let events: [String]
        /// Where it delivers to.
        package let url: String
        package let contentType: String
    }
}

extension GitHub.Hook: WireReadable {
    static let wireName = "hook"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        isActive = try wire.bool("active")
        events = try wire.texts("events")
        let configuration = try wire.optionalObject("config")
        url = try configuration?.optionalText("url") ?? ""
        contentType = try configuration?.optionalText("content_type") ?? "form"
    }
}
