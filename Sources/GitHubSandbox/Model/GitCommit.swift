internal import Identifiers

/// A commit as git shows it.
struct GitCommit: Sendable, Hashable {
    struct Person: Sendable, Hashable {
        var name: String
        var email: String
        var time: Timestamp
    }

    let id: String
    let tree: String
    let parents: [String]
    let author: Person
    let committer: Person
    let message: String
    var added: [String] = []
    var removed: [String] = []
    var modified: [String] = []
}
