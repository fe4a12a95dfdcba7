package import Identifiers

/// A piece of planned work of a client, which jobs may belong to.
package struct Feature: Hashable, Sendable {
    package let id: String
    package let title: String
    package let clientID: String?
    package let createdAt: Timestamp

    init(_ row: Row) throws(StorageError) {
        id = try row.text("id")
        title = try row.text("title")
        clientID = try row.optionalText("client_id")
        createdAt = try row.time("created_at")
    }
}
