/// A value read from one JSON object of an answer.
protocol WireReadable: Sendable {
    /// What errors call it.
    static var wireName: String { get }
    init(_ wire: WireObject) throws(GitHubError)
}
