internal import HTTPClient
internal import Configuration
internal import Engine
internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import POSIX
internal import Storage
internal import WebServer

/// Asks the running service over the socket in its data directory; where none runs, answers from the database itself.
struct ServiceClient: Sendable {
    private enum Source: Sendable {
        case service(CurlTransport)
        case database(Database, Router)
    }

    private let source: Source

    init(_ configuration: HookBotConfiguration) async throws {
        let data = try DataFolder(configuration.storage.dataFolder)
        var limits = TransportLimits()
        limits.unixSocket = data.socket
        let transport = try CurlTransport(limits: limits)
        if Files.exists(data.socket), (try? await transport.perform(.init(.get, "http://localhost/healthz")))?.status == 200 {
            source = .service(transport)
            return
        }
        if case .file(let path) = configuration.storage.database, !Files.exists(path) {
            throw StartError.failed("there is no database at \(path) yet; start 'hookbot serve' once")
        }
        let database = try await DataFolder.open(configuration.storage)
        let jobs = JobRoutes(
            database: database, diff: { _ in nil },
            cancel: { _, _ in .notFound }, retry: { _, _ in .notEnded })
        let accounts = AccountRoutes(database: database, accounts: configuration.accounts, now: currentTime)
        source = .database(
            database, Router(jobs.routes + DeliveryRoutes(database: database).routes + accounts.routes))
    }

    /// The answer's JSON; an answer that is an error is thrown as what it says.
    func call(_ method: HTTPMethod, _ target: String) async throws -> JSONValue {
        let (status, body) = try await answer(method, target)
        guard let value = try? JSONValue(parsing: body) else {
            throw StartError.failed("the service gave no readable answer (HTTP \(status))")
        }
        guard (200..<300).contains(status) else { throw StartError.failed(value["error"]?.string ?? "HTTP \(status)") }
        return value
    }

    /// The text of an answer that is no JSON unless it is an error.
    func text(_ target: String) async throws -> String {
        // What this is asked for lies in the clones, which belong to the service.
        guard case .service = source else { throw StartError.failed("no service is running; start 'hookbot serve' first") }
        let (status, body) = try await answer(.get, target)
        guard (200..<300).contains(status) else {
            throw StartError.failed((try? JSONValue(parsing: body))?["error"]?.string ?? "HTTP \(status)")
        }
        return String(decoding: body, as: UTF8.self)
    }

    private func answer(_ method: HTTPMethod, _ target: String) async throws -> (status: Int, body: [UInt8]) {
        switch source {
        case .service(let transport):
            let answer = try await transport.perform(.init(method, "http://localhost\(target)"))
            return (answer.status, answer.body)
        case .database(_, let router):
            // Changing a job also means telling GitHub, which the service does. An account is switched in the database alone.
            guard method == .get || target.hasPrefix("/accounts/") else {
                throw StartError.failed("no service is running; start 'hookbot serve' first")
            }
            let answer = await router.respond(to: try Request(method: method.rawValue, target: target))
            guard case .bytes(let bytes) = answer.body else { throw StartError.failed("this needs a running service") }
            return (answer.status, bytes)
        }
    }

    /// Closes a database that was opened for this.
    func close() async {
        if case .database(let database, _) = source { await database.close() }
    }
}
