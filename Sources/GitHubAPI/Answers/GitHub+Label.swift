extension GitHub {
    package struct Label: Hashable, Sendable {
        package let name: String
    }
}

extension GitHub.Label: WireReadable {
    static let wireName = "label"

    init(_ wire: WireObject) throws(GitHubError) {
        name = try wire.text("name")
    }
}
