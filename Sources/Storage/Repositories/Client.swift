package import Identifiers

/// Whoever repositories and jobs belong to; HookBot makes one for each owner it meets.
package struct Client: Hashable, Sendable {
    package let id: String
    package let name: String
    package let createdAt: Timestamp

    init(_ row: Row) throws(StorageError) {
        id = try row.text("id")
        name = try row.text("name")
        createdAt = try row.time("created_at")
    }
}
