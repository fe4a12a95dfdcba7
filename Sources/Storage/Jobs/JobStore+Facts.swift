package import Identifiers

extension JobStore {
    /// Records what the attempt found out; throws `.fenced` where it no longer holds the job.
    package func record(_ facts: JobFacts, for fence: Fence, now: Timestamp) throws(StorageError) {
        let changed = try tx.execute(
            """
            UPDATE agent_jobs SET branch_name = COALESCE($4, branch_name), title = COALESCE($5, title), pid = COALESCE($6, pid),
                worktree_path = COALESCE($7, worktree_path), exit_code = COALESCE($8, exit_code),
                pr_url = COALESCE($9, pr_url), pr_number = COALESCE($10, pr_number),
                files_changed = COALESCE($11, files_changed), code_branch_id = COALESCE($12, code_branch_id),
                code_pull_request_id = COALESCE($13, code_pull_request_id), base_branch = COALESCE($14, base_branch),
                base_sha = COALESCE($15, base_sha), merge_base = COALESCE($16, merge_base),
                head_sha = COALESCE($17, head_sha), tree_sha = COALESCE($18, tree_sha), agent = COALESCE($19, agent),
                session_id = COALESCE($20, session_id), cost_usd = COALESCE($21, cost_usd), turns = COALESCE($22, turns),
                state_note = COALESCE($24, state_note), updated_at = $23
            WHERE id = $1 AND attempt = $2 AND lease_token = $3 AND state = 'running'
            """,
            fence.arguments + [
                .string(facts.branchName?.description), .string(facts.title), .number(facts.pid), .string(facts.worktreePath),
                .number(facts.exitCode), .string(facts.pullRequestURL), .number(facts.pullRequestNumber),
                .number(facts.filesChanged), .string(facts.codeBranchID), .string(facts.codePullRequestID),
                .string(facts.baseBranch), .commit(facts.base), .commit(facts.mergeBase), .commit(facts.head),
                .commit(facts.tree), .string(facts.agent), .string(facts.sessionID), .decimal(facts.costUSD),
                .number(facts.turns), .time(now), .string(facts.note),
            ])
        guard changed == 1 else { throw .fenced(fence.job) }
    }
}
