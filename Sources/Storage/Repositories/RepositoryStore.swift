package import Identifiers

/// `code_repositories`.
package struct RepositoryStore {
    let tx: Transaction

    /// Makes the repository known, or brings it up to date: found by the host's number first, so that a renamed one stays the
    /// same row, then by name regardless of case. nil keeps what is stored. A new one belongs to `client`, or else to the owner's,
    /// which is made on demand.
    package func upsert(
        provider: String, name: RepositoryName, defaultBranch: String? = nil, url: String? = nil, externalID: Int64? = nil,
        client: String? = nil, now: Timestamp
    ) throws(StorageError) -> Repository {
        let byNumber = try externalID.flatMap { number throws(StorageError) in try find(provider: provider, externalID: number) }
        let byName = try find(provider: provider, name: name)
        if let byNumber, let byName, byNumber.id != byName.id {
            // The name has passed on to another repository: the old row of that name keeps its jobs under a name of its own.
            try tx.execute(
                """
                UPDATE code_repositories SET repo_name = substr(repo_name, 1, 60) || '.' || substr(CAST(id AS TEXT), 1, 36), updated_at = $2
                WHERE id = $1
                """, [.repository(byName.id), .time(now)])
        }
        // Found by name with another number: it was deleted and made again.
        if let known = byNumber ?? byName { return try update(known.id, name, defaultBranch, url, externalID, now) }
        let owner = if let client { client } else { try tx.clients.ofOwner(name.owner, provider: provider, now: now).id }
        let rows = try tx.query(
            """
            INSERT INTO code_repositories
                (id, client_id, provider, owner_name, repo_name, default_branch, url, external_id, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) RETURNING *
            """,
            [
                .text(tx.newID(now)), .text(owner), .text(provider), .text(name.owner), .text(name.name),
                .text(defaultBranch ?? "main"), .string(url), .wide(externalID), .time(now),
            ])
        return try single(rows)
    }

    package func find(_ id: RepositoryID) throws(StorageError) -> Repository? {
        try first(tx.query("SELECT * FROM code_repositories WHERE id = $1", [.repository(id)]))
    }

    package func find(provider: String, name: RepositoryName) throws(StorageError) -> Repository? {
        try first(
            tx.query(
                """
                SELECT * FROM code_repositories
                WHERE provider = $1 AND lower(owner_name) = lower($2) AND lower(repo_name) = lower($3)
                """, [.text(provider), .text(name.owner), .text(name.name)]))
    }

    package func find(provider: String, externalID: Int64) throws(StorageError) -> Repository? {
        try first(
            tx.query(
                "SELECT * FROM code_repositories WHERE provider = $1 AND external_id = $2",
                [.text(provider), .integer(externalID)]))
    }

    /// Those of one client, or all, by name.
    package func list(client: String? = nil) throws(StorageError) -> [Repository] {
        try tx.query(
            "SELECT * FROM code_repositories WHERE client_id = $1 OR $1 IS NULL ORDER BY owner_name, repo_name", [.string(client)]
        ).map(Repository.init(_:))
    }

    private func update(
        _ id: RepositoryID, _ name: RepositoryName, _ branch: String?, _ url: String?, _ number: Int64?, _ now: Timestamp
    ) throws(StorageError) -> Repository {
        try single(
            tx.query(
                """
                UPDATE code_repositories SET owner_name = $2, repo_name = $3, default_branch = COALESCE($4, default_branch),
                    url = COALESCE($5, url), external_id = COALESCE($6, external_id), updated_at = $7
                WHERE id = $1 RETURNING *
                """,
                [
                    .repository(id), .text(name.owner), .text(name.name), .string(branch), .string(url), .wide(number),
                    .time(now),
                ]))
    }

    private func first(_ rows: [Row]) throws(StorageError) -> Repository? {
        try rows.first.map(Repository.init(_:))
    }

    private func single(_ rows: [Row]) throws(StorageError) -> Repository {
        guard let row = rows.first else { throw .unreadableRow("a stored repository was not returned") }
        return try Repository(row)
    }
}
