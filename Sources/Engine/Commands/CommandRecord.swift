internal import Commands
internal import Configuration
internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import Rules
internal import Storage

/// Carries out a comment's commands inside the transaction that closes its delivery: jobs, cancellations, retries, and one reply.
struct CommandRecord {
    let tx: Transaction
    let context: EngineContext
    let event: Event
    let delivery: Delivery
    let trigger: JobTrigger
    let decision: CommandDecision
    let now: Timestamp

    private static let listed = 10

    /// What follows from it outside of the transaction.
    struct Result: Sendable {
        /// Jobs whose workers are to be told.
        var cancelled: [JobID] = []
        var outcome: [String] = []
        var isRefused = false
    }

    func store() throws -> Result {
        // A delivery that is dispatched again has done what it asked for: to cancel once more would end what was begun since.
        let known = try tx.matches.list(delivery: delivery.id)
        if known.contains(where: { $0.kind == .command && $0.matched }) { return Result() }
        let repository = try tx.repositories.upsert(
            provider: "github", name: trigger.repository, defaultBranch: trigger.defaultBranch,
            url: "\(context.github.location.webURL)/\(trigger.repository)", externalID: trigger.repositoryID, now: now)
        var result = Result()
        var lines: [String] = []
        var job: JobID?
        for (index, invocation) in decision.runnable.enumerated() {
            let said = try run(invocation, index, repository, &result, &job)
            if let said { lines.append(said) }
        }
        if let refusal = try refusal(decision.refused, &result) { lines.append(refusal) }
        if !decision.problems.isEmpty || !decision.objections.isEmpty {
            lines.append(problems())
        } else if decision.heldBack > 0, !lines.isEmpty {
            lines.append("I ran nothing that changes anything: of several commands all run or none.")
        }
        if !lines.isEmpty { try reply(lines.joined(separator: "\n\n"), repository) }
        if job == nil { try react(isRefused: result.isRefused) }
        try tx.matches.record(
            RuleMatch(
                delivery: delivery.id, kind: .command, name: decision.comment.invocations.first?.name ?? "unreadable",
                matched: !decision.runnable.isEmpty, explanation: decision.json(result.outcome), job: job, createdAt: now))
        return result
    }

    /// Returns what is to be said about it; a job speaks for itself.
    private func run(
        _ invocation: CommandInvocation, _ index: Int, _ repository: Repository, _ result: inout Result, _ job: inout JobID?
    ) throws -> String? {
        let name = invocation.name
        if let why = try paused(invocation, repository, &result) { return why }
        if let settings = decision.catalogue.settings(name) {
            return try start(invocation, index, settings, repository, &result, &job)
        }
        switch name {
        case "help":
            return decision.catalogue.help(
                for: decision.permission, at: decision.text.place, only: invocation.arguments["command"])
        case "ping": return "Here I am. This came \((now - delivery.receivedAt).forPeople) ago."
        case "status": return try status(repository)
        case "cancel":
            return try cancel(invocation.arguments["job"], repository, &result)
        case "retry": return try retry(invocation.arguments["job"], index, repository, &result)
        case "rebase": return try start(.rebase, invocation, index, repository, &result, &job)
        case "update": return try start(.merge, invocation, index, repository, &result, &job)
        case "squash":
            var message: String?
            if case .value(let text)? = invocation.options["message"] { message = PlainText.normalised(text).trimmed }
            return try start(.squash(message: message), invocation, index, repository, &result, &job)
        case "explain": return try explain()
        case "label", "assign", "unassign", "milestone": return try change(invocation, index, &result)
        case "priority": return try prioritise(invocation.arguments["level"] ?? "", repository, &result)
        case "pause": return try pause(repository, &result)
        case "resume": return try resume(repository, &result)
        default: return nil
        }
    }

    private func status(_ repository: Repository) throws -> String {
        let jobs = try jobs(repository).prefix(Self.listed)
        let pause = try tx.pauses.find(repository.id, Int(decision.text.number)).map {
            "⏸️ Paused by \(PublicText.code($0.actor)) at \($0.pausedAt).\n\n"
        }
        guard !jobs.isEmpty else { return (pause ?? "") + "No job has worked on this yet." }
        let rows = try jobs.map { job in
            let position = try tx.jobs.position(job.id).map { " (number \($0) in line)" } ?? ""
            let elapsed = job.startedAt.map { ((job.completedAt ?? now) - $0).forPeople } ?? ""
            let note = PublicText.singleLine(PublicText.neutralised(job.state.reason ?? job.stateNote ?? ""), to: 120)
            let cells = [
                PublicText.code(job.id.description), job.state.name.rawValue + position, PublicText.code(job.rule ?? ""), elapsed,
                job.costUSD.map(dollarText) ?? "", note,
            ]
            return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        return (pause ?? "") + "| Job | State | Asked for by | Took | Cost | |\n|---|---|---|---|---|---|\n"
            + rows.joined(separator: "\n")
    }

    /// Names every mistake, and what was not done because of them.
    private func problems() -> String {
        let list =
            (decision.problems.prefix(10).map { problem in
                let usage = problem.command.flatMap { decision.catalogue.usage(of: $0) }
                return "- \(problem.place): \(problem.message)" + (usage.map { " – usage: \($0)" } ?? "")
            } + decision.objections.map { "- \($0)" }).joined(separator: "\n")
        let what = decision.heldBack > 0 ? "I ran nothing that changes anything:" : "I did not understand this:"
        return "\(what)\n\n\(list)\n\n`/help` says which commands there are."
    }

    /// Once for each person, item and day.
    func refusal(_ names: [String], _ result: inout Result) throws -> String? {
        guard !names.isEmpty else { return nil }
        result.isRefused = true
        result.outcome += names.map { "\($0): refused" }
        let day = now.milliseconds / 86_400_000
        let key = "refusal:\(trigger.repository)#\(decision.text.number):\(trigger.actor.lowercased()):\(day)"
        guard try !tx.audit.hasEntry(action: "command.refused", subject: AuditSubject(kind: "command", id: key)) else {
            return nil
        }
        try tx.audit.append(
            actor: trigger.actor, action: "command.refused", subject: AuditSubject(kind: "command", id: key),
            details: ["commands": JSONValue(strings: names), "permission": .string(decision.permission.rawValue)], now: now)
        return names.map { name in
            let needed = decision.catalogue.permission(name).rawValue
            return
                "\(PublicText.code("/\(name)")) needs \(needed) permission in this repository, and you have \(decision.permission.rawValue). "
                + "Somebody with \(needed) permission can write it."
        }.joined(separator: "\n\n")
    }

    /// One comment for each text, edited when that is.
    private func reply(_ body: String, _ repository: Repository) throws {
        let key = "command-reply:\(trigger.repository)#\(decision.text.number):\(decision.text.id)"
        let marker = DispatchRecord.marker(for: key, step: "reply", context)
        let whole = "\(PublicText.code("@" + trigger.actor)): \(context.redactor.redacted(body))\n\n\(marker)"
        let request = WriteRequest.stickyComment(number: decision.text.number, body: whole, marker: marker)
        try enqueue(request, key: key, marker: marker)
    }

    /// On what was written, where no job sets a reaction that follows its state.
    private func react(isRefused: Bool) throws {
        guard let target = trigger.reactionTarget else { return }
        let reaction: Reaction = decision.problems.isEmpty && decision.objections.isEmpty && !isRefused ? .thumbsUp : .confused
        try enqueue(
            .reaction(target: target, content: reaction.rawValue),
            key: "command-reaction:\(trigger.repository):\(decision.text.id)",
            marker: nil)
    }

    private func enqueue(_ request: WriteRequest, key: String, marker: String?) throws {
        try tx.writes.enqueue(
            NewGitHubWrite(
                kind: request.kind, target: trigger.repository.description, payload: request.json, marker: marker,
                coalesceKey: key), now: now)
    }
}
