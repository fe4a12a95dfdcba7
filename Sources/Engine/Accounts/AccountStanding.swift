package import Configuration
package import Identifiers
package import Storage

/// What counts of one account when a run is to be started.
package struct AccountStanding: Hashable, Sendable {
    package var name: String
    package var state: AccountState
    package var quota: AccountSettings.Quota?
    /// When runs with it were started, oldest first, as far back as the quota and the comparison look.
    package var starts: [Timestamp]
    package var lastUsed: Timestamp?

    /// Accounts are compared by their runs within this time.
    package static let comparedTime: Duration = .seconds(86_400)

    package init(
        name: String, state: AccountState = .ready, quota: AccountSettings.Quota? = nil, starts: [Timestamp] = [],
        lastUsed: Timestamp? = nil
    ) {
        self.name = name
        self.state = state
        self.quota = quota
        self.starts = starts
        self.lastUsed = lastUsed
    }

    /// The standing of an account as the database has it.
    package init(_ settings: AccountSettings, _ tx: Transaction, now: Timestamp) throws {
        let known = try tx.accounts.find(settings.name)
        let window = max(settings.quota?.window ?? .zero, Self.comparedTime)
        let since = Timestamp(milliseconds: now.milliseconds - window.wholeMilliseconds)
        self.init(
            name: settings.name, state: known?.state(at: now) ?? .ready, quota: settings.quota,
            starts: try tx.runs.starts(account: settings.name, since: since), lastUsed: known?.lastUsedAt)
    }

    package func recentUses(at now: Timestamp) -> Int { uses(within: Self.comparedTime, now) }

    /// Runs that count against the quota.
    package func usesOfQuota(at now: Timestamp) -> Int { quota.map { uses(within: $0.window, now) } ?? 0 }

    /// Whether a run may be started with it, or when it may be.
    package func availability(at now: Timestamp) -> Availability {
        switch state {
        case .paused(let person): return .barred("\(name) is paused by \(person)")
        case .broken(let reason): return .barred("\(name) is out of order: \(reason)")
        case .exhausted(let until, _) where until > now: return .after(max(until, quotaFree(at: now) ?? until))
        case .exhausted, .ready: return quotaFree(at: now).map { .after($0) } ?? .free
        }
    }

    package enum Availability: Hashable, Sendable {
        case free
        case after(Timestamp)
        /// Until a person does something about what these words say.
        case barred(String)
    }

    private func uses(within window: Duration, _ now: Timestamp) -> Int { starts.count { $0 + window > now } }

    /// When the quota allows the next run; nil where it does now.
    private func quotaFree(at now: Timestamp) -> Timestamp? {
        guard let quota else { return nil }
        let counted = starts.filter { $0 + quota.window > now }
        return counted.count < quota.messages ? nil : counted[counted.count - quota.messages] + quota.window
    }
}
