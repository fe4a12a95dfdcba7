/// `[agent.NAME] budget`: what ends a run.
package struct AgentBudget: Sendable, Equatable {
    /// nil for no limit.
    package let dollars: Double?
    /// nil for no limit.
    package let turns: Int?
    package let wall: Duration
    /// Without any output.
    package let idle: Duration

    package init(dollars: Double?, turns: Int?, wall: Duration, idle: Duration) {
        self.dollars = dollars
        self.turns = turns
        self.wall = wall
        self.idle = idle
    }
}
