/// What the jobs of one rule may take; nil asks for nothing beyond what their agent may.
package struct RuleBudget: Hashable, Sendable {
    /// In US dollars, for one job.
    package var dollars: Double?
    package var turns: Int?
    package var wall: Duration?
    package var idle: Duration?
    /// In US dollars, for all jobs of the rule within a day.
    package var dollarsPerDay: Double?

    package init(
        dollars: Double? = nil, turns: Int? = nil, wall: Duration? = nil, idle: Duration? = nil, dollarsPerDay: Double? = nil
    ) {
        self.dollars = dollars
        self.turns = turns
        self.wall = wall
        self.idle = idle
        self.dollarsPerDay = dollarsPerDay
    }
}
