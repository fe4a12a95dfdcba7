internal import Configuration
internal import GitHubAPI
internal import Crypto
internal import Identifiers
internal import Rules
internal import Storage

/// Stores what one delivery leads to, inside the transaction that also closes it.
struct DispatchRecord {
    let tx: Transaction
    let context: EngineContext
    let delivery: Delivery
    let trigger: JobTrigger
    let now: Timestamp

    /// Puts the jobs of a matched rule in line and its writes in the outbox; returns the first job. A delivery that is dispatched
    /// again finds what it made before.
    func store(_ plan: DispatchPlan) throws -> JobID? {
        let repository = try tx.repositories.upsert(
            provider: "github", name: trigger.repository, defaultBranch: trigger.defaultBranch,
            url: "\(context.github.location.webURL)/\(trigger.repository)", externalID: trigger.repositoryID, now: now)
        var first: JobID?
        for planned in plan.jobs {
            let insertion = try tx.jobs.insert(job(planned, plan.rule, repository), now: now)
            first = first ?? insertion.job.id
            guard case .inserted(let job) = insertion else { continue }
            for write in JobAnnouncement(context: context, job: job).atStart() { try tx.writes.enqueue(write, now: now) }
        }
        for planned in plan.writes {
            let new = write(planned, plan.rule, first ?? plan.jobs.first?.id)
            // A comment is said once for each delivery; what else there is may be set again without a second one.
            if try isSaid(planned, plan.rule) { continue }
            try tx.writes.enqueue(new, now: now)
        }
        return first
    }

    /// Whether a comment of this delivery was put in the outbox before.
    func isSaid(_ planned: DispatchPlan.PlannedWrite, _ rule: String) throws -> Bool {
        guard case .comment = planned.request, let key = write(planned, rule, nil).coalesceKey else { return false }
        return try tx.writes.exists(coalesceKey: key)
    }

    /// What makes one action of one rule on one delivery one job, however often that is dispatched.
    static func dedupeKey(_ delivery: Delivery, _ rule: String, _ actionIndex: Int) -> String {
        "\(delivery.hook)/\(delivery.guid)/\(rule)/\(actionIndex)"
    }

    private func job(_ planned: DispatchPlan.PlannedJob, _ rule: String, _ repository: Repository) -> NewJob {
        var job = NewJob(
            id: planned.id, repository: repository.id, prompt: planned.settings.instructions ?? "",
            branchName: BranchName(planned.settings.branch), kind: "agent", source: "rule")
        job.title = trigger.item.map { PublicText.singleLine($0.title) }
        job.delivery = delivery.id
        job.rule = rule
        job.actionIndex = planned.actionIndex
        job.dedupeKey = Self.dedupeKey(delivery, rule, planned.actionIndex)
        job.concurrencyGroup = trigger.item.map { "\(repository.id)/\($0.number)" }
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
        job.agent = planned.settings.agent
        job.settings = planned.settings.json
        job.trigger = trigger.json
        return job
    }

    /// A job id that stands for a name, where no one job owns what is written.
    private func stableID(of name: String) -> JobID {
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
            // One marker for all writes of this name, so that each finds what any of them made.
            let text = Marker(job: stableID(of: key), step: "sticky").text(key: context.markerKey)
            marker = text
            request = .stickyComment(number: number, body: "\(context.redactor.redacted(body))\n\n\(text)", marker: text)
        case .reaction where job != nil:
            // The job's own reaction follows its state; what the rule asks for is where it starts.
            key = "reaction:\(owner)"
        case .reaction, .addLabels, .removeLabels, .requestReviewers, .status:
            key = "action:\(delivery.hook)/\(delivery.guid)/\(rule)/\(planned.actionIndex)/\(planned.request.kind)"
        }
        return NewGitHubWrite(
            kind: request.kind, target: trigger.repository.description, payload: request.json, marker: marker, coalesceKey: key)
    }
}
