package import Identifiers

/// `workspaces`.
package struct WorkspaceStore {
    let tx: Transaction

    /// Records a folder before it is made; throws `.fenced` where the attempt no longer holds the job. A later attempt may take
    /// over the folder of an earlier one of the same job.
    package func create(_ fence: Fence, path: String, now: Timestamp) throws(StorageError) {
        let changed = try tx.execute(
            """
            INSERT INTO workspaces (path, job_id, attempt, state, created_at, updated_at)
            SELECT $4, id, attempt, 'active', $5, $5 FROM agent_jobs
            WHERE id = $1 AND attempt = $2 AND lease_token = $3 AND state = 'running'
            ON CONFLICT (path) DO UPDATE SET attempt = excluded.attempt, state = 'active', updated_at = excluded.updated_at
                WHERE workspaces.job_id = excluded.job_id
            """, fence.arguments + [.text(path), .time(now)])
        if changed == 1 { return }
        try tx.jobs.require(fence)
        throw .constraint("\(path) belongs to another job")
    }

    package func mark(_ path: String, as state: WorkspaceState, now: Timestamp) throws(StorageError) {
        try tx.execute(
            "UPDATE workspaces SET state = $2, updated_at = $3 WHERE path = $1",
            [.text(path), .text(state.rawValue), .time(now)])
    }

    package func find(path: String) throws(StorageError) -> Workspace? {
        try tx.query("SELECT * FROM workspaces WHERE path = $1", [.text(path)]).first.map(Workspace.init(_:))
    }

    package func list(_ job: JobID) throws(StorageError) -> [Workspace] {
        try tx.query("SELECT * FROM workspaces WHERE job_id = $1 ORDER BY created_at, path", [.job(job)])
            .map(Workspace.init(_:))
    }

    /// Those whose job has ended or runs another attempt now, and that were neither removed nor kept on purpose.
    package func leftovers() throws(StorageError) -> [Workspace] {
        try tx.query(
            """
            SELECT workspaces.* FROM workspaces JOIN agent_jobs ON agent_jobs.id = workspaces.job_id
            WHERE workspaces.state = 'active'
                AND (agent_jobs.completed_at IS NOT NULL OR agent_jobs.attempt <> workspaces.attempt)
            ORDER BY workspaces.created_at, workspaces.path
            """
        ).map(Workspace.init(_:))
    }

    /// Those kept on purpose and not touched since `moment`.
    package func kept(before moment: Timestamp) throws(StorageError) -> [Workspace] {
        try tx.query(
            "SELECT * FROM workspaces WHERE state = 'kept' AND updated_at < $1 ORDER BY updated_at, path", [.time(moment)]
        ).map(Workspace.init(_:))
    }
}
