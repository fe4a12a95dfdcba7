extension Job {
    init(_ row: Row) throws(StorageError) {
        id = try row.job("id")
        clientID = try row.text("client_id")
        feature = try row.optionalText("feature_id")
        repository = try row.optionalRepository("repository_id")
        prompt = try row.text("prompt")
        branchName = try row.text("branch_name")
        title = try row.optionalText("title")
        createdByTeamMember = try row.optionalText("created_by_team_member_id")
        pid = try row.optionalInt("pid")
        worktreePath = try row.optionalText("worktree_path")
        exitCode = try row.optionalInt("exit_code")
        error = try row.optionalText("error")
        pullRequestURL = try row.optionalText("pr_url")
        pullRequestNumber = try row.optionalInt("pr_number")
        filesChanged = try row.optionalInt("files_changed")
        codeBranchID = try row.optionalText("code_branch_id")
        codePullRequestID = try row.optionalText("code_pull_request_id")
        createdAt = try row.time("created_at")
        updatedAt = try row.time("updated_at")
        startedAt = try row.optionalTime("started_at")
        completedAt = try row.optionalTime("completed_at")
        kind = try row.text("kind")
        source = try row.text("source")
        delivery = try row.optionalInteger("delivery_id")
        rule = try row.optionalText("rule")
        actionIndex = try row.int("action_index")
        dedupeKey = try row.optionalText("dedupe_key")
        concurrencyGroup = try row.optionalText("concurrency_group")
        concurrencyLimit = try row.int("concurrency_limit")
        deadline = try row.optionalTime("deadline_at")
        priority = try row.int("priority")
        state = try JobState(row)
        stateNote = try row.optionalText("state_note")
        attempt = try row.int("attempt")
        maxAttempts = try row.int("max_attempts")
        crashes = try row.int("crashes")
        lease = try JobLease(row)
        notBefore = try row.optionalTime("not_before")
        baseBranch = try row.optionalText("base_branch")
        base = try row.optionalCommit("base_sha")
        mergeBase = try row.optionalCommit("merge_base")
        head = try row.optionalCommit("head_sha")
        tree = try row.optionalCommit("tree_sha")
        item = try JobItem(row)
        actor = try row.optionalText("actor")
        agent = try row.optionalText("agent")
        settings = try row.json("settings")
        trigger = try row.json("trigger")
        sessionID = try row.optionalText("session_id")
        costUSD = try row.optionalReal("cost_usd")
        turns = try row.optionalInt("turns")
        retryOf = try row.optionalJob("retry_of")
        duplicateOf = try row.optionalJob("duplicate_of")
        cancelRequestedAt = try row.optionalTime("cancel_requested_at")
        cancelRequestedBy = try row.optionalText("cancel_requested_by")
    }
}

extension JobLease {
    fileprivate init?(_ row: Row) throws(StorageError) {
        guard let token = try row.optionalText("lease_token") else { return nil }
        self.init(node: try row.text("lease_node"), token: token, until: try row.time("lease_until"))
    }
}

extension JobItem {
    fileprivate init?(_ row: Row) throws(StorageError) {
        guard let number = try row.optionalInt("item_number") else { return nil }
        let kind: JobItemKind = try row.word("item_kind")
        self.init(kind: kind, number: number, title: try row.optionalText("item_title"), url: try row.optionalText("item_url"))
    }
}
