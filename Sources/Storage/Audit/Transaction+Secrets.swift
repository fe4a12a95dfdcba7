package import Identifiers

extension Transaction {
    /// Columns in which a secret stands, as `table.column`; bodies of deliveries, which are what GitHub sent, are not looked into.
    package func places(holding secret: Secret) throws(StorageError) -> [String] {
        let escaped = secret.exposedText.reduce(into: "") { text, character in
            if character == "%" || character == "_" || character == "\\" { text.append("\\") }
            text.append(character)
        }
        var places: [String] = []
        for (place, sql) in Self.texts where try query(sql, [.text("%\(escaped)%")]).first != nil { places.append(place) }
        return places
    }

    private static let texts: [(String, StaticString)] = [
        ("agent_job_messages.content", "SELECT 1 AS found FROM agent_job_messages WHERE content LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("agent_job_messages.fields", "SELECT 1 AS found FROM agent_job_messages WHERE fields LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("agent_jobs.prompt", "SELECT 1 AS found FROM agent_jobs WHERE prompt LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("agent_jobs.settings", "SELECT 1 AS found FROM agent_jobs WHERE settings LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("agent_jobs.trigger", "SELECT 1 AS found FROM agent_jobs WHERE trigger LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("agent_jobs.error", "SELECT 1 AS found FROM agent_jobs WHERE error LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("agent_jobs.state_note", "SELECT 1 AS found FROM agent_jobs WHERE state_note LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("job_steps.intent", "SELECT 1 AS found FROM job_steps WHERE intent LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("job_steps.result", "SELECT 1 AS found FROM job_steps WHERE result LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("github_writes.payload", "SELECT 1 AS found FROM github_writes WHERE payload LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("github_writes.note", "SELECT 1 AS found FROM github_writes WHERE note LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("deliveries.headers", "SELECT 1 AS found FROM deliveries WHERE headers LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("deliveries.note", "SELECT 1 AS found FROM deliveries WHERE note LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("rule_matches.explanation", "SELECT 1 AS found FROM rule_matches WHERE explanation LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("audit_log.details", "SELECT 1 AS found FROM audit_log WHERE details LIKE $1 ESCAPE '\\' LIMIT 1"),
        ("review_items.answer", "SELECT 1 AS found FROM review_items WHERE answer LIKE $1 ESCAPE '\\' LIMIT 1"),
    ]
}
