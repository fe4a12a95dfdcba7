/// One line of a tree.
struct TreeEntry: Sendable, Hashable {
    let path: String
    /// `blob`, `tree` or `commit`.
    let kind: String
    let id: String
    let size: Int

    var name: String { path.split(separator: "/").last.map { String($0) } ?? path }
}
