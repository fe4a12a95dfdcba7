package import JSON
package import Rules

/// What a rule asked of a job, rendered when the event was dispatched: a later change of the configuration does not alter it.
package struct JobSettings: Equatable, Sendable {
    /// Labels to set or remove when the job has ended, and on which end.
    package struct LabelChange: Equatable, Sendable {
        package var add: [String]
        package var remove: [String]
        /// In the words of `job-outcome`; none means after every end.
        package var outcomes: [String]
        package var actionIndex: Int
        package var tellsFailure: Bool

        package init(add: [String], remove: [String], outcomes: [String], actionIndex: Int, tellsFailure: Bool = false) {
            self.add = add
            self.remove = remove
            self.outcomes = outcomes
            self.actionIndex = actionIndex
            self.tellsFailure = tellsFailure
        }
    }

    package var agent: String
    package var instructions: String?
    package var branch: String
    package var base: String?
    package var isDraft: Bool
    package var labels: [String]
    package var reviewers: [String]
    package var result: AgentResult
    package var mode: AgentMode
    package var threads: ThreadReply
    package var allowedPaths: [String]
    package var trailers: [String]
    package var labelChanges: [LabelChange]
    package var replies: [Reply]
    /// What else waits for the end of the job.
    package var effects: [WaitingEffect]
    package var budget: RuleBudget
    /// What is done to a branch instead of having an agent work.
    package var update: BranchUpdate?

    /// What the job's row calls it.
    var kind: String { update != nil ? "update" : mode == .resume ? "follow-up" : "agent" }

    package init(
        agent: String, instructions: String? = nil, branch: String, base: String? = nil, isDraft: Bool = true,
        labels: [String] = [],
        reviewers: [String] = [], result: AgentResult = .pullRequest, mode: AgentMode = .newBranch, threads: ThreadReply = .reply,
        allowedPaths: [String] = [], trailers: [String] = [],
        labelChanges: [LabelChange] = [], replies: [Reply] = [], effects: [WaitingEffect] = [], budget: RuleBudget = RuleBudget(),
        update: BranchUpdate? = nil
    ) {
        self.agent = agent
        self.instructions = instructions
        self.branch = branch
        self.base = base
        self.isDraft = isDraft
        self.labels = labels
        self.reviewers = reviewers
        self.result = result
        self.mode = mode
        self.threads = threads
        self.allowedPaths = allowedPaths
        self.trailers = trailers
        self.labelChanges = labelChanges
        self.replies = replies
        self.effects = effects
        self.budget = budget
        self.update = update
    }

    /// Reads what `json` wrote.
    package init?(json: JSONValue) {
        guard let agent = json["agent"]?.string, let branch = json["branch"]?.string else { return nil }
        self.init(
            agent: agent, instructions: json["instructions"]?.string, branch: branch, base: json["base"]?.string,
            isDraft: json["draft"]?.bool ?? true, labels: json["labels"].strings, reviewers: json["reviewers"].strings,
            result: json["result"]?.string.flatMap(AgentResult.init) ?? .pullRequest,
            mode: json["mode"]?.string.flatMap(AgentMode.init) ?? .newBranch,
            threads: json["threads"]?.string.flatMap(ThreadReply.init) ?? .reply, allowedPaths: json["allow_paths"].strings,
            trailers: json["trailers"].strings,
            labelChanges: (json["label_changes"]?.array ?? []).map { change in
                LabelChange(
                    add: change["add"].strings, remove: change["remove"].strings, outcomes: change["if"].strings,
                    actionIndex: Int(change["index"]?.integer ?? 0), tellsFailure: change["tells_failure"]?.bool ?? false)
            },
            replies: (json["replies"]?.array ?? []).compactMap(Reply.init(json:)),
            effects: (json["effects"]?.array ?? []).compactMap(WaitingEffect.init(json:)),
            budget: RuleBudget(json: json["budget"]), update: json["update"].flatMap(BranchUpdate.init(json:)))
    }

    package var json: JSONValue {
        .object([
            "agent": .string(agent), "instructions": JSONValue(instructions), "branch": .string(branch), "base": JSONValue(base),
            "draft": .bool(isDraft), "labels": JSONValue(strings: labels), "reviewers": JSONValue(strings: reviewers),
            "result": .string(result.rawValue), "mode": .string(mode.rawValue), "threads": .string(threads.rawValue),
            "allow_paths": JSONValue(strings: allowedPaths),
            "trailers": JSONValue(strings: trailers),
            "label_changes": .array(
                labelChanges.map { change in
                    .object([
                        "add": JSONValue(strings: change.add), "remove": JSONValue(strings: change.remove),
                        "if": JSONValue(strings: change.outcomes), "index": .integer(Int64(change.actionIndex)),
                        "tells_failure": .bool(change.tellsFailure),
                    ])
                }),
            "replies": .array(replies.map(\.json)), "effects": .array(effects.map(\.json)), "budget": budget.json,
            "update": update?.json ?? .null,
        ])
    }
}

extension JSONValue {
    init(strings: [String]) { self = .array(strings.map(JSONValue.string)) }
}

extension JSONValue? {
    /// The strings of an array; nothing where there is none.
    var strings: [String] { (self?.array ?? []).compactMap(\.string) }
}
