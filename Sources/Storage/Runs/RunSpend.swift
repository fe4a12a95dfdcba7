/// What runs cost, and what those that still run may cost.
package struct RunSpend: Hashable, Sendable {
    /// In US dollars, of runs that have ended.
    package var spentUSD: Double
    /// In US dollars, held back for runs that have not.
    package var reservedUSD: Double

    package init(spentUSD: Double = 0, reservedUSD: Double = 0) {
        self.spentUSD = spentUSD
        self.reservedUSD = reservedUSD
    }
}
