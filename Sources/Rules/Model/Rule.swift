package import Identifiers

/// What a person wrote in one `[[rule]]`: on these events, when this holds, do that.
package struct Rule: Sendable {
    package var name: String
    /// One of them must fit.
    package var on: [EventPattern]
    package var condition: Condition
    /// What the sender of the event needs in the repository; nil asks for nothing.
    package var permission: Permission?
    package var actions: [RuleAction]
    /// Rules further down are left alone once this one matched.
    package var stop: Bool
    /// Of the jobs it makes: larger first.
    package var priority: Int
    package var budget: RuleBudget
    /// How long jobs wait for what else happens; nil where the rule does not say.
    package var coalesce: Duration?
    package var concurrency: Concurrency?
    package var cooldown: Cooldown?
    /// By the clock, for these repositories; for rules that listen for `schedule`.
    package var schedule: Schedule?
    package var repositories: [RepositoryName] = []
    /// From the event to the end of its job, waiting included.
    package var timeout: Duration?
    /// `hookbot.toml:12:1`, for messages.
    package var location: String?

    package init(
        name: String, on: [EventPattern], condition: Condition, permission: Permission? = nil, actions: [RuleAction],
        stop: Bool = false, priority: Int = 0, budget: RuleBudget = RuleBudget(), coalesce: Duration? = nil,
        location: String? = nil
    ) {
        self.name = name
        self.on = on
        self.condition = condition
        self.permission = permission
        self.actions = actions
        self.stop = stop
        self.priority = priority
        self.budget = budget
        self.coalesce = coalesce
        self.location = location
    }
}
