extension GitHub {
    package struct Reaction: Hashable, Sendable {
        package let id: Int64
        package let content: ReactionContent
        package let author: Account?
    }

    package enum ReactionContent: String, Hashable, Sendable {
        case plusOne = "+1"
        case minusOne = "-1"
        case laugh, confused, heart, hooray, rocket, eyes
    }
}

extension GitHub.Reaction: WireReadable {
    static let wireName = "reaction"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        guard let content = GitHub.ReactionContent(rawValue: try wire.text("content")) else {
            throw .unreadable("reaction.content is not one of GitHub's eight")
        }
        self.content = content
        author = try wire.optional("user", GitHub.Account.self)
    }
}
