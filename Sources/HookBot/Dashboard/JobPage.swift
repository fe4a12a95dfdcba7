internal import Engine
internal import Identifiers
internal import JSON
internal import Storage
internal import WebServer

/// One job as a page, and as a row of the list.
struct JobPage: Sendable {
    let job: Job
    let repository: Repository?
    let steps: [JobStep]
    let runs: [AgentRun]
    let pulls: [PullRequest]
    let position: Int?
    let now: Timestamp

    var title: String { job.title ?? "Job \(job.id)" }

    static func row(_ job: Job, repository: Repository?, now: Timestamp) -> HTML {
        let name = repository?.name.description ?? ""
        return """
            <tr><td>\(state(job))</td><td><a href="/ui/jobs/\(job.id)"><code>\(String(job.id.description.suffix(8)))</code></a></td>
            <td>\(item(job))</td><td>\(name)</td><td>\(job.rule ?? "")</td><td>\(result(job))</td>
            <td>\(job.costUSD.map(money) ?? "")</td><td class="quiet">\((now - job.createdAt).forPeople)</td></tr>
            """
    }

    var body: HTML {
        let facts = facts.map { fact -> HTML in "<dt>\(fact.0)</dt><dd>\(fact.1)</dd>" }
        let stepRows = JobStepName.allCases.compactMap { name in
            steps.first { $0.name == name.rawValue }.map { Self.row($0, name) }
        }
        let note: HTML? = job.stateNote.map { "<pre>\($0)</pre>" }
        let live: HTML = job.state.isTerminal ? "" : " data-live=\"1\""
        return """
            <p><a href="/">← All jobs</a></p><h1>\(title)</h1>
            <p><span id="state" class="state \(job.state.name.rawValue)">\(job.state.name.rawValue)</span></p>\(note)
            <dl>\(facts)</dl>
            <h2>Steps</h2>\(stepRows.isEmpty ? "<p class=\"quiet\">Not started yet.</p>" : Self.table(["Step", "State", "Took", "Result"], stepRows))
            \(runs.isEmpty ? "" : "<h2>Agent runs</h2>\(Self.table(["Run", "Account", "Ended", "Turns", "Cost"], runs.map(Self.row)))" as HTML)
            <h2>Log</h2><pre id="log" data-events="/jobs/\(job.id)/events"\(live)></pre>
            """
    }

    private var facts: [(String, HTML)] {
        var facts: [(String, HTML)] = [("Job", "<code>\(job.id)</code>")]
        if let repository { facts.append(("Repository", "\(repository.name)")) }
        facts.append(("About", Self.item(job)))
        if let rule = job.rule { facts.append(("Rule", "\(rule)")) }
        if let agent = job.agent { facts.append(("Agent", "\(agent)")) }
        if let actor = job.actor { facts.append(("Asked for by", "\(actor)")) }
        if let position { facts.append(("Place in line", "\(position)")) }
        facts.append(("Attempt", "\(job.attempt) of \(job.maxAttempts)"))
        if !job.branchName.isEmpty { facts.append(("Branch", "<code>\(job.branchName)</code>")) }
        if let base = job.base { facts.append(("Base", "<code>\(base.short)</code> on <code>\(job.baseBranch ?? "")</code>")) }
        if let head = job.head {
            facts.append(("Commit", "<code>\(head.short)</code> · <a href=\"/jobs/\(job.id)/diff\">diff</a>"))
        }
        if job.pullRequestNumber != nil { facts.append(("Pull request", Self.result(job))) }
        if let cost = job.costUSD { facts.append(("Cost", "\(Self.money(cost))")) }
        facts.append(("Made", "\(job.createdAt)"))
        if let end = job.completedAt { facts.append(("Ended", "\(end)")) }
        return facts
    }

    private static func state(_ job: Job) -> HTML {
        "<span class=\"state \(job.state.name.rawValue)\">\(job.state.name.rawValue)</span>"
    }

    private static func item(_ job: Job) -> HTML {
        guard let item = job.item else { return "\(job.title ?? "")" }
        let text: HTML = "#\(item.number) \(item.title ?? "")"
        return link(item.url, text)
    }

    private static func result(_ job: Job) -> HTML {
        if let number = job.pullRequestNumber { return link(job.pullRequestURL, "#\(number)") }
        return "\(job.state.outcome?.rawValue ?? "")"
    }

    /// Only web addresses become links: nothing that came from outside may run as a script.
    private static func link(_ url: String?, _ text: HTML) -> HTML {
        guard let url, url.hasPrefix("https://") || url.hasPrefix("http://") else { return text }
        return "<a href=\"\(url)\" rel=\"noreferrer\">\(text)</a>"
    }

    private static func money(_ amount: Double) -> String { dollarText(amount) }

    private static func row(_ step: JobStep, _ name: JobStepName) -> HTML {
        let state = step.finishedAt == nil ? "under way" : "done"
        let took = step.finishedAt.map { ($0 - step.begunAt).milliseconds } ?? ""
        let result = step.result.map { PublicText.singleLine($0.text(), to: 160) } ?? ""
        return "<tr><td>\(name.rawValue)</td><td>\(state)</td><td>\(took)</td><td><code>\(result)</code></td></tr>"
    }

    private static func row(_ run: AgentRun) -> HTML {
        """
        <tr><td>\(run.alias)</td><td>\(run.account ?? "")</td><td>\(run.end?.reason ?? "at work")</td>
        <td>\(run.end?.turns.map { "\($0)" } ?? "")</td><td>\(run.end?.costUSD.map(money) ?? "")</td></tr>
        """
    }

    private static func table(_ heads: [String], _ rows: [HTML]) -> HTML {
        let heads = heads.map { head -> HTML in "<th>\(head)</th>" }
        return "<div class=\"wide\"><table><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>"
    }
}

extension Duration {
    /// `1.25 s` or `40 ms`.
    fileprivate var milliseconds: String {
        let value = wholeMilliseconds
        return value >= 1000 ? "\(value / 1000).\(value % 1000 / 100) s" : "\(value) ms"
    }
}
