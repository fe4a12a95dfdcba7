package import Storage

/// A sum that the runs of one day share.
package struct DayBudget: Hashable, Sendable {
    /// As in `the rule fix`.
    package var what: String
    package var limitUSD: Double
    package var spend: RunSpend

    package init(what: String, limitUSD: Double, spend: RunSpend) {
        self.what = what
        self.limitUSD = limitUSD
        self.spend = spend
    }
}
