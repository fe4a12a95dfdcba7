internal import Commands
internal import Configuration
internal import Identifiers
internal import JSON
internal import Rules
internal import Storage

/// Commands that somebody took back, by editing them out of a comment or deleting it.
struct CommandWithdrawal: Sendable {
    let comment: Int64
    let number: Int64
    /// nil for all of the comment.
    let commands: [CommandInvocation]?

    /// nil where an event takes nothing back.
    init?(_ event: Event, _ settings: CommandSet, botName: String?) {
        guard settings.isEnabled, let id = event.payload.at("comment", "id")?.integer else { return nil }
        if ["issue_comment.deleted", "pull_request_review_comment.deleted"].contains(event.fullName) {
            let item = event.payload["pull_request"] ?? event.payload["issue"]
            guard let number = item?["number"]?.integer else { return nil }
            (comment, self.number, commands) = (id, number, nil)
        } else {
            guard let text = CommandText(event: event.fullName, payload: event.payload), let old = text.old else { return nil }
            let grammar = CommandCatalogue(settings, botName: botName).grammar
            let kept = Set(grammar.parse(text.text).runnable.map(\.canonical))
            let gone = grammar.parse(old).runnable.filter { !kept.contains($0.canonical) }
            guard !gone.isEmpty else { return nil }
            (comment, number, commands) = (id, text.number, gone)
        }
    }

    /// Cancels the jobs that were begun by these commands and have not started; what runs goes on. A remark on a pull request that
    /// its next job answers is no job of its own, and stays.
    func store(_ tx: Transaction, _ context: EngineContext, _ trigger: JobTrigger, now: Timestamp) throws {
        guard let repository = try tx.repositories.find(provider: "github", name: trigger.repository) else { return }
        let waiting = try tx.jobs.list(repository: repository.id, item: Int(number), limit: 100).filter { job in
            job.state == .queued && job.attempt == 0 && job.kind != "follow-up" && job.rule?.hasPrefix("/") == true
                && JobTrigger(json: job.trigger)?.commentID == comment
        }
        for job in waiting where isGone(job) {
            _ = try JobCancellation.cancel(job.id, by: "\(trigger.actor), who took the command back", context, tx, now)
        }
    }

    /// The trigger of a command's job holds the whole of what was asked for, and nothing else.
    private func isGone(_ job: Job) -> Bool {
        guard let commands else { return true }
        let asked = JobTrigger(json: job.trigger)?.commentBody ?? ""
        return commands.contains { job.rule == "/\($0.name)" && asked == CommandDecision.request($0) }
    }
}
