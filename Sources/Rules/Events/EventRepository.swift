package import Identifiers
internal import JSON

/// The repository an event happened in.
package struct EventRepository: Sendable, Hashable {
    /// Stays through renames and transfers.
    package let id: Int64
    package let name: RepositoryName
    package let isPrivate: Bool
    package let defaultBranch: String?

    init?(_ repository: JSONValue?) {
        guard let id = repository?["id"]?.integer, let name = repository?["full_name"]?.string.flatMap({ RepositoryName($0) })
        else { return nil }
        self.id = id
        self.name = name
        isPrivate = repository?["private"]?.bool ?? true
        defaultBranch = repository?["default_branch"]?.string
    }
}
