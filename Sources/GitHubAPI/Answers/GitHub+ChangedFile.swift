extension GitHub {
    /// One file of a pull request or comparison.
    package struct ChangedFile: Hashable, Sendable {
        package let path: String
        package let previousPath: String?
        /// `added`, `removed`, `modified`, `renamed`, `copied`, `changed`, `unchanged`.
        package let status: String
        package let additions: Int64
        package let deletions: Int64
        /// Missing for binary and very large files.
        package let patch: String?
    }
}

extension GitHub.ChangedFile: WireReadable {
    static let wireName = "changed file"

    init(_ wire: WireObject) throws(GitHubError) {
        path = try wire.text("filename")
        previousPath = try wire.optionalText("previous_filename")
        status = try wire.text("status")
        additions = try wire.integer("additions")
        deletions = try wire.integer("deletions")
        patch = try wire.optionalText("patch")
    }
}
