internal import Configuration
internal import Engine
internal import Identifiers
internal import JSON
internal import Storage

/// A model account as people see it: what it was used for, and whether it may be used. Never its key.
struct AccountOverview: Sendable {
    let settings: AccountSettings
    /// `ready`, `over_quota`, `exhausted`, `broken` or `paused`.
    let state: String
    let until: Timestamp?
    let reason: String?
    let uses: Int
    let recentUses: Int
    let usesOfQuota: Int
    let lastUsedAt: Timestamp?
    let spentUSD: Double
    let spentTodayUSD: Double

    init(_ settings: AccountSettings, _ tx: Transaction, now: Timestamp) throws {
        let known = try tx.accounts.find(settings.name)
        let standing = try AccountStanding(settings, tx, now: now)
        var (word, until, reason) = (standing.state.word, Timestamp?.none, String?.none)
        switch standing.state {
        case .ready:
            if case .after(let moment) = standing.availability(at: now) { (word, until) = ("over_quota", moment) }
        case .exhausted(let moment, let why): (until, reason) = (moment, why)
        case .broken(let why): reason = why
        case .paused(let person): reason = "by \(person)"
        }
        self.settings = settings
        self.state = word
        self.until = until
        self.reason = reason
        uses = known?.uses ?? 0
        recentUses = standing.recentUses(at: now)
        usesOfQuota = standing.usesOfQuota(at: now)
        lastUsedAt = known?.lastUsedAt
        spentUSD = known?.spentUSD ?? 0
        spentTodayUSD = try tx.runs.spend(account: settings.name, since: now.startOfDay)
    }

    var json: JSONValue {
        .object([
            "name": .string(settings.name), "kind": .string(kind), "base_url": .string(settings.baseURL), "state": .string(state),
            "until": JSONValue(until?.description), "reason": JSONValue(reason), "uses": .integer(Int64(uses)),
            "uses_24h": .integer(Int64(recentUses)),
            "quota": settings.quota.map { quota in
                .object([
                    "runs": .integer(Int64(quota.messages)), "used": .integer(Int64(usesOfQuota)),
                    "window_s": .integer(quota.window.components.seconds),
                ])
            } ?? .null,
            "last_used_at": JSONValue(lastUsedAt?.description), "spent_usd": .number(spentUSD),
            "spent_today_usd": .number(spentTodayUSD),
        ])
    }

    var kind: String {
        switch settings.credential {
        case .apiKey: "api-key"
        case .oauthToken: "oauth-token"
        case .configFolder: "config-dir"
        }
    }
}
