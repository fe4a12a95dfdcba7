package import Identifiers
internal import JSON

/// `api_tokens`.
package struct TokenStore {
    let tx: Transaction

    /// `hash` is what `find` is asked with later; scopes are single words.
    package func insert(
        name: String, prefix: String, hash: String, scopes: [String], createdBy: String, expiresAt: Timestamp? = nil,
        now: Timestamp
    ) throws(StorageError) -> APIToken {
        let rows = try tx.query(
            """
            INSERT INTO api_tokens (id, name, prefix, hash, scopes, created_by, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *
            """,
            [
                .text(tx.newID(now)), .text(name), .text(prefix), .text(hash), .text(scopes.joined(separator: " ")),
                .text(createdBy), .time(now), .time(expiresAt),
            ])
        guard let row = rows.first else { throw .unreadableRow("a stored token was not returned") }
        let token = try APIToken(row)
        try tx.audit.append(
            actor: createdBy, action: "token.created", subject: AuditSubject(kind: "token", id: token.id),
            details: ["name": .string(name), "scopes": .string(scopes.joined(separator: " "))], now: now)
        return token
    }

    /// Whatever its validity; the caller asks that of the token.
    package func find(hash: String) throws(StorageError) -> APIToken? {
        try tx.query("SELECT * FROM api_tokens WHERE hash = $1", [.text(hash)]).first.map(APIToken.init(_:))
    }

    package func list() throws(StorageError) -> [APIToken] {
        try tx.query("SELECT * FROM api_tokens ORDER BY created_at, id").map(APIToken.init(_:))
    }

    package func recordUse(_ id: String, now: Timestamp) throws(StorageError) {
        try tx.execute("UPDATE api_tokens SET last_used_at = $2 WHERE id = $1", [.text(id), .time(now)])
    }

    /// False where there is none of that identifier, or it was revoked before.
    @discardableResult
    package func revoke(_ id: String, by actor: String, now: Timestamp) throws(StorageError) -> Bool {
        let changed = try tx.execute(
            "UPDATE api_tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", [.text(id), .time(now)])
        guard changed == 1 else { return false }
        try tx.audit.append(
            actor: actor, action: "token.revoked", subject: AuditSubject(kind: "token", id: id), now: now)
        return true
    }
}
