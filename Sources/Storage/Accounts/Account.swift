package import Identifiers

/// A model account, as far as HookBot remembers it: what it was used for and whether it may be used.
package struct Account: Hashable, Sendable {
    package let name: String
    /// As it was recorded; a limit may have ended since.
    package let recorded: AccountState
    /// How often its limit was reached since a run with it last ended well.
    package let strikes: Int
    /// Runs started with it, ever.
    package let uses: Int
    package let lastUsedAt: Timestamp?
    /// In US dollars, ever.
    package let spentUSD: Double

    init(_ row: Row) throws(StorageError) {
        name = try row.text("name")
        let reason = try row.optionalText("reason") ?? ""
        if let person = try row.optionalText("paused_by") {
            recorded = .paused(by: person)
        } else if let until = try row.optionalTime("exhausted_until") {
            recorded = .exhausted(until: until, reason: reason)
        } else {
            recorded = try row.text("condition") == "broken" ? .broken(reason: reason) : .ready
        }
        strikes = try row.int("strikes")
        uses = try row.int("uses")
        lastUsedAt = try row.optionalTime("last_used_at")
        spentUSD = try row.optionalReal("spent_usd") ?? 0
    }

    package func state(at now: Timestamp) -> AccountState {
        if case .exhausted(let until, _) = recorded, until <= now { return .ready }
        return recorded
    }
}
