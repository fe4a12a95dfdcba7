package import Identifiers

/// An API token as stored: its hash, never itself.
package struct APIToken: Hashable, Sendable {
    package let id: String
    package let name: String
    /// The first characters, for people to tell tokens apart.
    package let prefix: String
    package let scopes: [String]
    package let createdBy: String
    package let createdAt: Timestamp
    package let expiresAt: Timestamp?
    package let lastUsedAt: Timestamp?
    package let revokedAt: Timestamp?

    init(_ row: Row) throws(StorageError) {
        id = try row.text("id")
        name = try row.text("name")
        prefix = try row.text("prefix")
        scopes = try row.text("scopes").split(separator: " ").map(String.init)
        createdBy = try row.text("created_by")
        createdAt = try row.time("created_at")
        expiresAt = try row.optionalTime("expires_at")
        lastUsedAt = try row.optionalTime("last_used_at")
        revokedAt = try row.optionalTime("revoked_at")
    }

    package func isValid(at now: Timestamp) -> Bool { revokedAt == nil && expiresAt.map { now < $0 } ?? true }
}
