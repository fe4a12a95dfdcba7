internal import Identifiers

/// Where the sandbox is reached.
struct Addresses: Sendable, Hashable {
    /// As in `http://127.0.0.1:8080`.
    var web: String
    var api: String { "\(web)/api/v3" }

    func web(_ name: RepositoryName) -> String { "\(web)/\(name)" }
    func api(_ name: RepositoryName) -> String { "\(api)/repos/\(name)" }
}
