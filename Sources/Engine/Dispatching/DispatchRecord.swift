internal import Configuration
internal import GitHubAPI
internal import Crypto
internal import Identifiers
internal import JSON
internal import Rules
internal import Storage

/// Stores what one delivery leads to, inside the transaction that also closes it.
struct DispatchRecord {
    let tx: Transaction
    let context: EngineContext
    let delivery: Delivery
    let trigger: JobTrigger
    let now: Timestamp

    /// Puts the jobs of a matched rule in line and its writes in the outbox, as far as its flow lets it. A delivery that is
    /// dispatched again finds what it made before.
    func store(_ plan: DispatchPlan) throws -> Stored {
        var stored = Stored()
        if let why = try rests(plan) {
            stored.held = why
            return stored
        }
        let repository = try tx.repositories.upsert(
            provider: "github", name: trigger.repository, defaultBranch: trigger.defaultBranch,
            url: "\(context.github.location.webURL)/\(trigger.repository)", externalID: trigger.repositoryID, now: now)
        for planned in plan.jobs {
            if let known = try known(planned, plan) {
                stored.job = stored.job ?? known
                continue
            }
            switch try decide(planned, plan, repository) {
            case .held(let why):
                stored.held = why
                return stored
            case .join(let job) where planned.settings.mode == .newBranch:
                try tx.jobs.join(job, delivery: delivery.id, trigger: trigger.json, now: now)
                stored.job = stored.job ?? job
                continue
            case .replace(let jobs): try replace(jobs, &stored)
            case .start, .join: break
            }
            if planned.settings.mode == .resume {
                let job = try storeFollowUp(planned, plan, repository)
                stored.job = stored.job ?? job
                continue
            }
            let insertion = try tx.jobs.insert(job(planned, plan, repository), now: now)
            stored.job = stored.job ?? insertion.job.id
            guard case .inserted(let job) = insertion else { continue }
            for write in JobAnnouncement(context: context, job: job).atStart() { try tx.writes.enqueue(write, now: now) }
        }
        for planned in plan.writes {
            let new = write(planned, plan.rule, stored.job ?? plan.jobs.first?.id)
            // A comment is said once for each delivery; what else there is may be set again without a second one.
            if try isSaid(planned, plan.rule) { continue }
            try tx.writes.enqueue(new, now: now)
        }
        try recordStart(plan)
        return stored
    }

    /// The job that this delivery made or joined before.
    func known(_ planned: DispatchPlan.PlannedJob, _ plan: DispatchPlan) throws -> JobID? {
        guard planned.settings.mode == .newBranch else { return nil }
        return try tx.jobs.find(dedupeKey: Self.dedupeKey(delivery, plan.rule, planned.actionIndex))?.id
            ?? tx.jobs.joined(delivery: delivery.id, rule: plan.rule, action: planned.actionIndex)
    }

    /// Writes the remark down and sees to it that one job will answer it: the one that waits already, or a new one.
    private func storeFollowUp(_ planned: DispatchPlan.PlannedJob, _ plan: DispatchPlan, _ repository: Repository) throws
        -> JobID?
    {
        guard let item = plan.item else { return nil }
        let isNew = try tx.reviewItems.add(item, repository: repository.id, now: now)
        if let known = try tx.jobs.find(dedupeKey: Self.dedupeKey(delivery, plan.rule, planned.actionIndex)) { return known.id }
        // It came by another hook, or its job has it already.
        guard isNew else { return nil }
        if let waiting = try tx.jobs.waitingFollowUp(repository: repository.id, number: item.number, rule: plan.rule) {
            return waiting.id
        }
        let insertion = try tx.jobs.insert(job(planned, plan, repository), now: now)
        guard case .inserted(let job) = insertion else { return insertion.job.id }
        for write in JobAnnouncement(context: context, job: job).atStart() { try tx.writes.enqueue(write, now: now) }
        return job.id
    }

    /// Follows what the event says of a pull request that HookBot knows.
    func updatePullRequests(_ event: String, _ payload: JSONValue) throws {
        guard let repository = try tx.repositories.find(provider: "github", name: trigger.repository) else { return }
        let updates = PullRequestUpdates(event: event, payload: payload)
        for job in try updates.record(tx, in: repository.id, now: now) {
            _ = try JobCancellation.cancel(job.id, by: "GitHub: the pull request was closed", context, tx, now)
        }
        guard context.configuration.git.deletesMerged, let merged = updates.mergedBranch,
            let branch = try tx.branches.find(repository: repository.id, name: merged.name), branch.job != nil,
            branch.deletedAt == nil, try tx.pullRequests.find(repository: repository.id, number: merged.number)?.job != nil
        else { return }
        try tx.branches.markDeleted(repository: repository.id, name: merged.name, now: now)
        let request = WriteRequest.deleteBranch(name: merged.name, head: merged.head)
        try tx.writes.enqueue(
            NewGitHubWrite(
                kind: request.kind, target: trigger.repository.description, payload: request.json, job: branch.job,
                coalesceKey: "delete-branch:\(trigger.repository):\(merged.name)"), now: now)
    }

    /// Whether a comment of this delivery was put in the outbox before.
    func isSaid(_ planned: DispatchPlan.PlannedWrite, _ rule: String) throws -> Bool {
        guard planned.request.isSaidOnce, let key = write(planned, rule, nil).coalesceKey else { return false }
        return try tx.writes.exists(coalesceKey: key)
    }

    /// What makes one action of one rule on one delivery one job, however often that is dispatched.
    static func dedupeKey(_ delivery: Delivery, _ rule: String, _ actionIndex: Int) -> String {
        "\(delivery.hook)/\(delivery.guid)/\(rule)/\(actionIndex)"
    }

    private func job(_ planned: DispatchPlan.PlannedJob, _ plan: DispatchPlan, _ repository: Repository) -> NewJob {
        let rule = plan.rule
        var job = NewJob(
            id: planned.id, repository: repository.id, prompt: planned.prompt,
            branchName: BranchName(planned.settings.branch), kind: planned.settings.kind,
            source: "rule")
        if planned.delay > .zero { job.notBefore = now + planned.delay }
        job.title = trigger.item.map { PublicText.singleLine($0.title) }
        job.delivery = delivery.id
        job.rule = rule
        job.actionIndex = planned.actionIndex
        job.dedupeKey = Self.dedupeKey(delivery, rule, planned.actionIndex)
        job.concurrencyGroup = group(plan, repository)
        job.concurrencyLimit = plan.flow.concurrency?.limit ?? 1
        job.deadline = plan.flow.timeout.map { now + $0 }
        job.priority = planned.priority
        job.maxAttempts = context.configuration.limits.attempts
        job.baseBranch = planned.settings.base ?? trigger.defaultBranch
        job.item = trigger.item.map { item in
            JobItem(
                kind: item.kind == .issue ? .issue : .pullRequest, number: Int(item.number),
                title: PublicText.singleLine(item.title),
                url: item.url)
        }
        job.actor = trigger.actor
        job.agent = planned.settings.update == nil ? planned.settings.agent : nil
        job.settings = planned.settings.json
        job.trigger = trigger.json
        return job
    }

    /// The marker of what is written under a name, where no one job owns it: one for all writes of this name, so that each finds what
    /// any of them made.
    static func marker(for name: String, step: String, _ context: EngineContext) -> String {
        Marker(job: stableID(of: name), step: step).text(key: context.markerKey)
    }

    private static func stableID(of name: String) -> JobID {
        JobID(at: Timestamp(milliseconds: 0), random: Array(sha256(Array(name.utf8)).prefix(10)))
    }

    private func write(_ planned: DispatchPlan.PlannedWrite, _ rule: String, _ job: JobID?) -> NewGitHubWrite {
        let key: String
        var request = planned.request
        var marker: String?
        // A comment needs a job's id for its marker; a rule without an agent takes one made for the occasion.
        let owner = job ?? context.newJobID()
        let step = "action-\(planned.actionIndex)"
        switch planned.request {
        case .comment(let number, let body, _):
            key = "action:\(delivery.hook)/\(delivery.guid)/\(rule)/\(planned.actionIndex)"
            let text = Marker(job: owner, step: step).text(key: context.markerKey)
            marker = text
            request = .comment(number: number, body: "\(context.redactor.redacted(body))\n\n\(text)", marker: text)
        case .stickyComment(let number, let body, _):
            key = "sticky:\(trigger.repository)#\(number):\(planned.sticky ?? rule)"
            let text = Self.marker(for: key, step: "sticky", context)
            marker = text
            request = .stickyComment(number: number, body: "\(context.redactor.redacted(body))\n\n\(text)", marker: text)
        case .reaction where job != nil:
            // The job's own reaction follows its state; what the rule asks for is where it starts.
            key = "reaction:\(owner)"
        case .threadReply, .commitStatus, .checkRun, .note, .notify:
            let own = actionKey(planned, rule)
            let text = Marker(job: owner, step: step).text(key: context.markerKey)
            if case .threadReply = request { marker = text }
            request = request.signed(text, context.redactor)
            key = request.subject(in: trigger.repository) ?? own
        case .reaction, .addLabels, .removeLabels, .requestReviewers, .status, .deleteBranch, .addAssignees, .removeAssignees,
            .setMilestone, .setOpen, .lock, .dispatch, .script:
            key = actionKey(planned, rule)
        }
        let origin = WriteOrigin(
            rule: rule, action: planned.action, index: planned.actionIndex, delivery: delivery.id,
            key: actionKey(planned, rule), actor: trigger.actor, number: trigger.item?.number,
            tellsFailure: planned.tellsFailure)
        return NewGitHubWrite(
            kind: request.kind, target: trigger.repository.description,
            payload: planned.action.isEmpty ? request.json : origin.beside(request.json), marker: marker, coalesceKey: key)
    }

    /// What makes a write of one action of one rule on one delivery the same write, however often that is dispatched.
    private func actionKey(_ planned: DispatchPlan.PlannedWrite, _ rule: String) -> String {
        "action:\(delivery.hook)/\(delivery.guid)/\(rule)/\(planned.actionIndex)/\(planned.request.kind)"
    }
}
