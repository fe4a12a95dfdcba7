internal import Configuration
internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import Rules
internal import Storage

/// What one matched rule makes of one event: jobs to put in line and writes to make. A function of its arguments.
struct DispatchPlan: Sendable {
    /// A job before it has a row of its own.
    struct PlannedJob: Sendable {
        var id: JobID
        var actionIndex: Int
        var settings: JobSettings
        var priority: Int
        /// What a person asked for in a command.
        var request: String?
        /// How long a follow-up waits for what else is said.
        var delay = Duration.zero

        /// What it is told by its owner and by whoever asked for it, as its row holds it.
        var prompt: String { [settings.instructions, request].compactMap(\.self).joined(separator: "\n\n") }
    }

    struct PlannedWrite: Sendable {
        var actionIndex: Int
        var request: WriteRequest
        /// Of the rule's action, for what is kept about it.
        var action = ""
        var tellsFailure = false
        /// Names the comment that later writes of the same name edit.
        var sticky: String?
    }

    /// What the rule says about when it may be carried out, and beside which other jobs.
    struct Flow: Sendable {
        var concurrency: Concurrency?
        var coalesces = false
        var cooldown: Cooldown?
        /// Of the concurrency, rendered.
        var group: String?
        /// What the cooldown counts by.
        var scope: String?
        /// Whether whoever sent the event has a permission that not everybody has.
        var hasPermission = false
        var timeout: Duration?
    }

    /// GitHub sends a review and each of its comments as events of their own, within moments.
    private static let standardDelay: Duration = .seconds(10)

    var rule: String
    /// What the event says on a pull request, for a job that answers it.
    var item: NewReviewItem?
    var jobs: [PlannedJob] = []
    var writes: [PlannedWrite] = []
    var flow = Flow()

    /// One job that no rule's text has to be rendered for.
    init(rule: String, job: PlannedJob) {
        self.rule = rule
        jobs = [job]
    }

    /// `newID` names each job, as trailers may mention it.
    init(
        _ rule: Rule, event: Event, trigger: JobTrigger, configuration: HookBotConfiguration, now: Timestamp, newID: () -> JobID
    ) {
        self.rule = rule.name
        item = NewReviewItem(event: event.fullName, payload: event.payload)
        let variables = PlanVariables(rule: rule.name, event: event, publicURL: configuration.server.publicURL, now: now)
        func render(_ template: Template) -> String { template.render { variables.value($0, job: nil) }.text }
        func render(_ template: Template, for job: JobID) -> String {
            template.render { variables.value($0, job: job) }.text
        }
        flow = Flow(
            concurrency: rule.concurrency, coalesces: rule.coalesce.map { $0 > .zero } ?? false, cooldown: rule.cooldown,
            group: rule.concurrency.map { render($0.group) }, scope: rule.cooldown.flatMap(event.scope(of:)),
            hasPermission: rule.permission.map { $0 > .read } ?? false, timeout: rule.timeout)
        let number = trigger.item?.number
        var waiting: [JobSettings.LabelChange] = []
        var replies: [(JobID) -> JobSettings.Reply] = []
        var effects: [(JobID) -> [JobSettings.WaitingEffect]] = []
        for (index, action) in rule.actions.enumerated() {
            let tells = action.onFailure == .comment
            switch action.kind {
            case .agent(let agent):
                guard let settings = configuration.agent(named: agent.use) else { continue }
                let id = newID()
                jobs.append(
                    PlannedJob(
                        id: id, actionIndex: index,
                        settings: JobSettings(
                            agent: agent.use, instructions: render(agent.prompt ?? settings.prompt),
                            branch: render(configuration.git.branch, for: id), base: agent.base.map(render), isDraft: agent.draft,
                            labels: agent.labels.map(render), reviewers: agent.reviewers.map(render), result: agent.result,
                            mode: agent.mode, threads: agent.threads, allowedPaths: agent.allowedPaths,
                            trailers: configuration.git.trailers.map { render($0, for: id) }, budget: rule.budget),
                        priority: rule.priority,
                        delay: rule.coalesce ?? (agent.mode == .resume ? Self.standardDelay : .zero)))
            case .comment(let comment):
                guard let number else { continue }
                if let outcomes = action.condition?.words {
                    replies.append { job in
                        .init(
                            .comment(body: render(comment.body, for: job), sticky: comment.sticky), outcomes: outcomes,
                            actionIndex: index, tellsFailure: tells)
                    }
                    continue
                }
                writes.append(
                    PlannedWrite(
                        actionIndex: index,
                        request: comment.sticky == nil
                            ? .comment(number: number, body: render(comment.body), marker: "")
                            : .stickyComment(number: number, body: render(comment.body), marker: ""),
                        action: action.name, tellsFailure: tells, sticky: comment.sticky))
            case .react(let reaction):
                guard let target = trigger.reactionTarget else { continue }
                if let outcomes = action.condition?.words {
                    replies.append { _ in
                        .init(.reaction(reaction.emoji.rawValue), outcomes: outcomes, actionIndex: index, tellsFailure: tells)
                    }
                    continue
                }
                writes.append(
                    PlannedWrite(
                        actionIndex: index, request: .reaction(target: target, content: reaction.emoji.rawValue),
                        action: action.name,
                        tellsFailure: tells))
            case .label(let change):
                guard let number else { continue }
                let (add, remove) = (change.add.map(render), change.remove.map(render))
                if let condition = action.condition {
                    waiting.append(
                        .init(
                            add: add, remove: remove, outcomes: condition.words, actionIndex: index, tellsFailure: tells)
                    )
                } else {
                    if !add.isEmpty {
                        writes.append(
                            PlannedWrite(
                                actionIndex: index, request: .addLabels(number: number, labels: add), action: action.name,
                                tellsFailure: tells))
                    }
                    if !remove.isEmpty {
                        writes.append(
                            PlannedWrite(
                                actionIndex: index, request: .removeLabels(number: number, labels: remove), action: action.name,
                                tellsFailure: tells))
                    }
                }
            case .effect(let effect):
                if let outcomes = action.condition?.words {
                    effects.append { job in
                        WriteRequest.requests(for: effect, event: event, trigger: trigger) { render($0, for: job) }.map {
                            .init($0, action: effect.name, outcomes: outcomes, actionIndex: index, tellsFailure: tells)
                        }
                    }
                    continue
                }
                for request in WriteRequest.requests(for: effect, event: event, trigger: trigger, render) {
                    guard let request = request.on(nil) else { continue }
                    writes.append(
                        PlannedWrite(
                            actionIndex: index, request: request, action: effect.name, tellsFailure: tells))
                }
            }
        }
        for index in jobs.indices {
            jobs[index].settings.effects = effects.flatMap { $0(jobs[index].id) }
            jobs[index].settings.labelChanges = waiting
            jobs[index].settings.replies = replies.map { $0(jobs[index].id) }
        }
    }
}

extension ActionCondition {
    fileprivate var words: [String] { jobOutcome.map(\.rawValue).sorted() }
}

extension JobTrigger {
    /// What a reaction to this event is set on.
    var reactionTarget: WriteRequest.ReactionTarget? {
        if let commentID {
            return event.hasPrefix("pull_request_review_comment") ? .reviewComment(id: commentID) : .comment(id: commentID)
        }
        return item.map { .item(number: $0.number) }
    }
}
