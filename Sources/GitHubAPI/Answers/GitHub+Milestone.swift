extension GitHub {
    package struct Milestone: Hashable, Sendable {
        package let number: Int64
        package let title: String
        package let state: State
    }
}

extension GitHub.Milestone: WireReadable {
    static let wireName = "milestone"

    init(_ wire: WireObject) throws(GitHubError) {
        number = try wire.integer("number")
        title = try wire.text("title")
        state = try wire.state()
    }
}
