/// What is known of a run when it starts.
package struct NewRun: Sendable {
    package var alias: String
    package var folder: String
    package var account: String?
    package var sessionID: String?
    /// What it may cost at most, held back from the day's budgets while it runs; nil where there are none.
    package var reservedUSD: Double?

    package init(
        alias: String, folder: String, account: String? = nil, sessionID: String? = nil, reservedUSD: Double? = nil
    ) {
        self.alias = alias
        self.folder = folder
        self.account = account
        self.sessionID = sessionID
        self.reservedUSD = reservedUSD
    }
}
