internal import Configuration
internal import Engine
internal import Identifiers
internal import JSON
internal import Storage
internal import WebServer

/// Model accounts over HTTP: what each was used for, whether it may be used, and the switch for it. Never a key.
struct AccountRoutes: Sendable {
    let database: Database
    let accounts: [AccountSettings]
    let now: @Sendable () -> Timestamp
    /// Called when an account may be used again.
    var resumed: @Sendable () -> Void = {}

    var routes: [Route] {
        [
            Route("GET", "/accounts") { _ in
                await answering {
                    let moment = now()
                    let rows = try await database.read { tx in try accounts.map { try Self.row($0, tx, moment) } }
                    return .json(["accounts": .array(rows)])
                }
            },
            Route("POST", "/accounts/:name/pause") { request in
                await change(request) { tx, name, person, moment in try tx.accounts.pause(name, by: person, now: moment) }
            },
            Route("POST", "/accounts/:name/resume") { request in
                let answer = await change(request) { tx, name, person, moment in
                    try tx.accounts.resume(name, by: person, now: moment)
                }
                if answer.status == 200 { resumed() }
                return answer
            },
        ]
    }

    private func change(
        _ request: Request, _ body: @escaping @Sendable (Transaction, String, String, Timestamp) throws -> Bool
    ) async -> Response {
        guard let settings = accounts.first(where: { $0.name == request.parameters["name"] }) else {
            return .error("the configuration has no such account; 'hookbot accounts list' shows them", status: 404)
        }
        let person = PublicText.singleLine(request.query("by") ?? "api", to: 60)
        let moment = now()
        return await answering {
            try await database.write { tx in
                let isChanged = try body(tx, settings.name, person, moment)
                guard case .object(var members) = try Self.row(settings, tx, moment) else { return .error("", status: 500) }
                members["changed"] = .bool(isChanged)
                return .json(.object(members))
            }
        }
    }

    private static func row(_ settings: AccountSettings, _ tx: Transaction, _ now: Timestamp) throws -> JSONValue {
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
        return .object([
            "name": .string(settings.name), "kind": .string(settings.credential.word), "base_url": .string(settings.baseURL),
            "state": .string(word), "until": JSONValue(until?.description), "reason": JSONValue(reason),
            "uses": .integer(Int64(known?.uses ?? 0)), "uses_24h": .integer(Int64(standing.recentUses(at: now))),
            "quota": settings.quota.map { quota in
                .object([
                    "runs": .integer(Int64(quota.messages)), "used": .integer(Int64(standing.usesOfQuota(at: now))),
                    "window_s": .integer(quota.window.components.seconds),
                ])
            } ?? .null,
            "last_used_at": JSONValue(known?.lastUsedAt?.description), "spent_usd": .number(known?.spentUSD ?? 0),
            "spent_today_usd": .number(try tx.runs.spend(account: settings.name, since: now.startOfDay)),
        ])
    }
}

extension AccountSettings.Credential {
    fileprivate var word: String {
        switch self {
        case .apiKey: "api-key"
        case .oauthToken: "oauth-token"
        case .configFolder: "config-dir"
        }
    }
}
