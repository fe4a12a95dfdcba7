package import Identifiers

extension JobStore {
    /// The job of a rule that waits to answer what is said on a pull request; what is said meanwhile is its to answer, too.
    package func waitingFollowUp(repository: RepositoryID, number: Int, rule: String) throws(StorageError) -> Job? {
        try tx.query(
            """
            SELECT * FROM agent_jobs
            WHERE repository_id = $1 AND item_number = $2 AND rule = $3 AND kind = 'follow-up' AND state = 'queued' AND attempt = 0
            ORDER BY created_at, id LIMIT 1
            """, [.repository(repository), .number(number), .text(rule)]
        ).first.map(Job.init(_:))
    }

    /// The last job that worked on a pull request in a conversation which can be gone on with.
    package func lastConversation(
        repository: RepositoryID, pullRequest number: Int, agent: String, before job: JobID
    ) throws(StorageError) -> Job? {
        try tx.query(
            """
            SELECT * FROM agent_jobs
            WHERE repository_id = $1 AND pr_number = $2 AND agent = $3 AND id <> $4 AND session_id IS NOT NULL
                AND completed_at IS NOT NULL
            ORDER BY completed_at DESC, id DESC LIMIT 1
            """, [.repository(repository), .number(number), .text(agent), .job(job)]
        ).first.map(Job.init(_:))
    }

    /// Jobs of a pull request that have not begun.
    package func waiting(repository: RepositoryID, pullRequest number: Int) throws(StorageError) -> [Job] {
        try tx.query(
            """
            SELECT * FROM agent_jobs WHERE repository_id = $1 AND item_number = $2 AND item_kind = 'pull_request'
                AND state IN ('queued', 'retry_wait')
            """, [.repository(repository), .number(number)]
        ).map(Job.init(_:))
    }
}
