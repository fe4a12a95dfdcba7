extension Transaction {
    /// The number of the newest migration.
    package func schemaVersion() throws(StorageError) -> Int {
        switch dialect {
        case .sqlite:
            try query("SELECT COALESCE(max(version), 0) AS version FROM schema_migrations").first?.int("version") ?? 0
        case .postgres:
            try query("SELECT COALESCE(max(version), 0) AS version FROM hookbot_schema_migrations").first?.int("version") ?? 0
        }
    }

    /// Rows in each table.
    package func rowCounts() throws(StorageError) -> [RowCount] {
        var counts: [RowCount] = []
        for (table, sql) in Self.countedTables {
            guard let row = try query(sql).first else { continue }
            counts.append(RowCount(table: table, rows: try row.int("rows")))
        }
        return counts
    }

    /// What the database itself finds wrong with its content; empty where all is well.
    package func integrityCheck() throws(StorageError) -> [String] {
        switch dialect {
        case .sqlite: try fileCheck()
        // References are the server's to keep; what an interrupted command of its owner left invalid is not.
        case .postgres:
            try query(
                """
                SELECT 'the index ' || indexrelid::regclass || ' is not valid' AS finding FROM pg_index
                JOIN pg_class ON pg_class.oid = indexrelid
                WHERE NOT indisvalid AND relnamespace = current_schema()::regnamespace
                UNION ALL
                SELECT 'the constraint ' || conname || ' was never checked' FROM pg_constraint
                WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
                """
            ).map { row throws(StorageError) in try row.text("finding") }
        }
    }

    /// What `PRAGMA integrity_check` and `foreign_key_check` find.
    private func fileCheck() throws(StorageError) -> [String] {
        var findings: [String] = []
        for row in try query("PRAGMA integrity_check") {
            let finding = try row.text("integrity_check")
            if finding != "ok" { findings.append(finding) }
        }
        for row in try query("PRAGMA foreign_key_check") {
            findings.append("a row of \(try row.text("table")) refers to a missing row of \(try row.text("parent"))")
        }
        return findings
    }

    private static let countedTables: [(String, StaticString)] = [
        ("deliveries", "SELECT count(*) AS rows FROM deliveries"),
        ("rule_matches", "SELECT count(*) AS rows FROM rule_matches"),
        ("clients", "SELECT count(*) AS rows FROM clients"),
        ("features", "SELECT count(*) AS rows FROM features"),
        ("code_repositories", "SELECT count(*) AS rows FROM code_repositories"),
        ("code_branches", "SELECT count(*) AS rows FROM code_branches"),
        ("code_pull_requests", "SELECT count(*) AS rows FROM code_pull_requests"),
        ("agent_jobs", "SELECT count(*) AS rows FROM agent_jobs"),
        ("job_steps", "SELECT count(*) AS rows FROM job_steps"),
        ("agent_runs", "SELECT count(*) AS rows FROM agent_runs"),
        ("accounts", "SELECT count(*) AS rows FROM accounts"),
        ("agent_job_messages", "SELECT count(*) AS rows FROM agent_job_messages"),
        ("workspaces", "SELECT count(*) AS rows FROM workspaces"),
        ("job_events", "SELECT count(*) AS rows FROM job_events"),
        ("item_pauses", "SELECT count(*) AS rows FROM item_pauses"),
        ("rule_starts", "SELECT count(*) AS rows FROM rule_starts"),
        ("bot_answers", "SELECT count(*) AS rows FROM bot_answers"),
        ("github_writes", "SELECT count(*) AS rows FROM github_writes"),
        ("review_items", "SELECT count(*) AS rows FROM review_items"),
        ("delivery_feeds", "SELECT count(*) AS rows FROM delivery_feeds"),
        ("audit_log", "SELECT count(*) AS rows FROM audit_log"),
        ("api_tokens", "SELECT count(*) AS rows FROM api_tokens"),
        ("duties", "SELECT count(*) AS rows FROM duties"),
        ("shared_keys", "SELECT count(*) AS rows FROM shared_keys"),
        ("last_commits", "SELECT count(*) AS rows FROM last_commits"),
        ("nodes", "SELECT count(*) AS rows FROM nodes"),
    ]
}
