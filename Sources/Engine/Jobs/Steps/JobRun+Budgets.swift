internal import Configuration
internal import Identifiers
internal import Rules
internal import Storage

extension JobRun {
    /// Whether the next run may be started now, by the job's own budget and those of the day.
    func spendDecision(_ tx: Transaction, _ now: Timestamp) throws -> SpendDecision {
        SpendDecision.next(
            limitUSD: agent.budget.narrowed(by: settings.budget).dollars, spentUSD: try tx.runs.cost(job.id),
            days: try dayBudgets(tx, now), now: now)
    }

    /// The sums that this job shares with others.
    func dayBudgets(_ tx: Transaction, _ now: Timestamp) throws -> [DayBudget] {
        let (limits, since) = (context.configuration.limits, now.startOfDay)
        var budgets: [DayBudget] = []
        if let limit = settings.budget.dollarsPerDay, let rule = job.rule {
            budgets.append(
                DayBudget(what: "the rule \(rule)", limitUSD: limit, spend: try tx.runs.spend(since: since, rule: rule)))
        }
        if let limit = limits.dollarsPerRepositoryDay, let repository = job.repository {
            budgets.append(
                DayBudget(
                    what: "this repository", limitUSD: limit, spend: try tx.runs.spend(since: since, repository: repository)))
        }
        if let limit = limits.dollarsPerDay {
            budgets.append(DayBudget(what: "all jobs", limitUSD: limit, spend: try tx.runs.spend(since: since)))
        }
        return budgets
    }

    /// What is left for the agent: of the money after all runs of the job, of turns and time after those of the same conversation.
    func budget(_ tx: Transaction, _ taken: ConversationShare) throws -> AgentBudget {
        let whole = agent.budget.narrowed(by: settings.budget)
        let spent = try tx.runs.cost(job.id)
        return AgentBudget(
            dollars: whole.dollars.map { max($0 - spent, 0) }, turns: whole.turns.map { max($0 - taken.turns, 1) },
            wall: max(whole.wall - taken.time, .seconds(1)), idle: whole.idle)
    }
}
