internal import Identifiers
internal import JSON
internal import Storage

/// A job as the API shows it: the columns of `agent_jobs` in snake case, and what they refer to.
enum JobJSON {
    static func row(_ job: Job, repository: Repository?, client: Client?) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(job.id.description), "client_id": .string(job.clientID), "feature_id": JSONValue(job.feature),
            "repository_id": JSONValue(job.repository?.description), "prompt": .string(job.prompt),
            "branch_name": .string(job.branchName), "title": JSONValue(job.title),
            "created_by_team_member_id": JSONValue(job.createdByTeamMember), "status": .string(job.status.rawValue),
            "pid": JSONValue(job.pid), "worktree_path": JSONValue(job.worktreePath), "exit_code": JSONValue(job.exitCode),
            "error": JSONValue(job.error), "pr_url": JSONValue(job.pullRequestURL), "pr_number": JSONValue(job.pullRequestNumber),
            "files_changed": JSONValue(job.filesChanged), "code_branch_id": JSONValue(job.codeBranchID),
            "code_pull_request_id": JSONValue(job.codePullRequestID), "created_at": .string(job.createdAt.description),
            "updated_at": .string(job.updatedAt.description), "started_at": JSONValue(job.startedAt?.description),
            "completed_at": JSONValue(job.completedAt?.description),
        ]
        members.merge(own(job)) { own, _ in own }
        members["client"] = client.map { ["id": .string($0.id), "name": .string($0.name)] } ?? .null
        members["feature"] = .null
        members["repository"] =
            repository.map { repository in
                [
                    "id": .string(repository.id.description), "owner_name": .string(repository.name.owner),
                    "repo_name": .string(repository.name.name), "default_branch": .string(repository.defaultBranch),
                ]
            } ?? .null
        return .object(members)
    }

    /// What HookBot knows beyond the columns that earlier tables had.
    private static func own(_ job: Job) -> [String: JSONValue] {
        [
            "kind": .string(job.kind), "source": .string(job.source), "rule": JSONValue(job.rule), "agent": JSONValue(job.agent),
            "actor": JSONValue(job.actor), "priority": .integer(Int64(job.priority)), "state": .string(job.state.name.rawValue),
            "state_note": JSONValue(job.stateNote), "outcome": JSONValue(job.state.outcome?.rawValue),
            "attempt": .integer(Int64(job.attempt)), "max_attempts": .integer(Int64(job.maxAttempts)),
            "crashes": .integer(Int64(job.crashes)), "not_before": JSONValue(job.notBefore?.description),
            "base_branch": JSONValue(job.baseBranch), "base_sha": JSONValue(job.base?.description),
            "merge_base": JSONValue(job.mergeBase?.description), "head_sha": JSONValue(job.head?.description),
            "item": job.item.map { item in
                .object([
                    "kind": .string(item.kind.rawValue), "number": .integer(Int64(item.number)), "title": JSONValue(item.title),
                    "url": JSONValue(item.url),
                ])
            } ?? .null,
            "session_id": JSONValue(job.sessionID), "cost_usd": job.costUSD.map(JSONValue.number) ?? .null,
            "turns": JSONValue(job.turns), "retry_of": JSONValue(job.retryOf?.description),
            "cancel_requested_by": JSONValue(job.cancelRequestedBy),
        ]
    }

    static func step(_ step: JobStep) -> JSONValue {
        .object([
            "name": .string(step.name), "attempt": .integer(Int64(step.attempt)), "begun_at": .string(step.begunAt.description),
            "finished_at": JSONValue(step.finishedAt?.description), "intent": step.intent, "result": step.result ?? .null,
        ])
    }

    static func run(_ run: AgentRun) -> JSONValue {
        .object([
            "alias": .string(run.alias), "attempt": .integer(Int64(run.attempt)), "account": JSONValue(run.account),
            "session_id": JSONValue(run.sessionID), "started_at": .string(run.startedAt.description),
            "finished_at": JSONValue(run.finishedAt?.description), "reason": JSONValue(run.end?.reason),
            "exit_code": JSONValue(run.end?.exitCode), "cost_usd": run.end?.costUSD.map(JSONValue.number) ?? .null,
            "turns": JSONValue(run.end?.turns),
        ])
    }

    static func message(_ entry: LogEntry) -> JSONValue {
        .object([
            "sequence": .integer(entry.sequence), "type": .string(entry.stream.rawValue),
            "stream": .string(entry.stream.rawValue),
            "level": .string(entry.level.rawValue), "event": JSONValue(entry.event), "content": .string(entry.content),
            "fields": entry.fields ?? .null, "step": JSONValue(entry.step), "created_at": .string(entry.createdAt.description),
        ])
    }
}
