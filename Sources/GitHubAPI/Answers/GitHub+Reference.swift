package import Identifiers

extension GitHub {
    /// A git reference and what it points at.
    package struct Reference: Hashable, Sendable {
        package let name: String
        package let target: CommitID
    }
}

extension GitHub.Reference: WireReadable {
    static let wireName = "reference"

    init(_ wire: WireObject) throws(GitHubError) {
        name = try wire.text("ref")
        target = try wire.object("object").commit("sha")
    }
}
