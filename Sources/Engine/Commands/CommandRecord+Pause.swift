internal import Commands
internal import Identifiers
internal import JSON
internal import Storage

extension CommandRecord {
    /// Commands of HookBot's own that put a job in line.
    private static let starting: Set<String> = ["retry", "rebase", "update", "squash"]

    /// Why a command that begins work does not while the issue or pull request is paused.
    func paused(_ invocation: CommandInvocation, _ repository: Repository, _ result: inout Result) throws -> String? {
        guard decision.catalogue.settings(invocation.name) != nil || Self.starting.contains(invocation.name),
            let pause = try tx.pauses.find(repository.id, Int(decision.text.number))
        else { return nil }
        result.outcome.append("\(invocation.name): paused")
        return
            "\(PublicText.code("/\(invocation.name)")) does nothing: \(PublicText.code(pause.actor)) paused this at \(pause.pausedAt). `/resume` ends that."
    }

    func pause(_ repository: Repository, _ result: inout Result) throws -> String? {
        let number = Int(decision.text.number)
        if let pause = try tx.pauses.find(repository.id, number) {
            return "This is paused already, by \(PublicText.code(pause.actor)) at \(pause.pausedAt)."
        }
        try tx.pauses.begin(repository.id, number, by: trigger.actor, now: now)
        try audit("item.paused")
        result.outcome.append("pause: paused")
        let jobs = try jobs(repository).filter { !$0.state.isTerminal }
        let running = jobs.filter { $0.state == .running }.map { PublicText.code($0.id.description) }
        let waiting = jobs.count - running.count
        var lines = ["⏸️ **Paused.** Rules and commands begin nothing here until `/resume`."]
        if waiting > 0 { lines.append("\(waiting) \(waiting == 1 ? "job waits" : "jobs wait") until then.") }
        if !running.isEmpty {
            lines.append(
                "\(running.joined(separator: ", ")) \(running.count == 1 ? "goes on; `/cancel` ends it" : "go on; `/cancel` ends them")."
            )
        }
        return lines.joined(separator: " ")
    }

    func resume(_ repository: Repository, _ result: inout Result) throws -> String? {
        guard try tx.pauses.end(repository.id, Int(decision.text.number)) else { return "This is not paused." }
        try audit("item.resumed")
        result.outcome.append("resume: resumed")
        return "▶️ **Resumed.** What rules would have done meanwhile is not made up for; `hookbot replay` does that."
    }

    /// For the jobs that wait; those that run have their place already.
    func prioritise(_ word: String, _ repository: Repository, _ result: inout Result) throws -> String? {
        guard let priority = PriorityWord.value(word) else { return nil }
        let count = try tx.jobs.setPriority(
            priority, ofWaitingIn: repository.id, item: Int(decision.text.number), now: now)
        try audit("item.priority", ["priority": .integer(Int64(priority))])
        result.outcome.append("priority: \(priority) for \(count)")
        return count == 0
            ? "No job waits here."
            : "\(count) \(count == 1 ? "job that waits has" : "jobs that wait have") the priority \(priority) now."
    }

    private func audit(_ action: String, _ details: JSONValue = [:]) throws {
        let item = "\(trigger.repository)#\(decision.text.number)"
        try tx.audit.append(
            actor: trigger.actor, action: action, subject: AuditSubject(kind: "item", id: item), details: details, now: now)
    }
}
