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
                    let rows = try await database.read { tx in try accounts.map { try AccountOverview($0, tx, now: moment).json }
                    }
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
                guard case .object(var members) = try AccountOverview(settings, tx, now: moment).json else {
                    return .error("", status: 500)
                }
                members["changed"] = .bool(isChanged)
                return .json(.object(members))
            }
        }
    }
}
