import GitHubSandbox
import JSON
import ModelSandbox
import POSIX
import Testing

/// Two accounts, each with a scripted model of its own, and a service whose agent uses them.
struct AccountPool {
    let first: ScriptedModel
    let second: ScriptedModel
    let service: ServiceFixture

    static let names = ["first", "second"]

    static func limit(_ seconds: Int) -> ScriptedTurn {
        ScriptedTurn(
            refusing: .init(
                status: 429, type: "rate_limit_error", message: "slow down", headers: [("Retry-After", "\(seconds)")]))
    }

    static let refusal = ScriptedTurn(refusing: .init(status: 401, type: "authentication_error", message: "invalid x-api-key"))
    static let answer = ScriptedTurn(.text("go on"))

    static func run(
        first: [ScriptedTurn] = [], second: [ScriptedTurn] = [], onLimit: String = "other-account", afterAnswer: String = ":",
        accountKeys: String = "", rules: String = ServiceSetup.fixOnLabel, limits: String = "attempts = 1",
        agent: (String) -> String = { $0 }, program: [String] = ["/bin/bash", "@folder/agent.sh"], sandbox: String = "off",
        _ body: (AccountPool) async throws -> Void
    ) async throws {
        let models = (try await ScriptedModel.start(turns: first), try await ScriptedModel.start(turns: second))
        let accounts = zip(names, [models.0.url, models.1.url]).map { name, url in
            "[accounts.\(name)]\napi-key = \"env:TEST_MODEL_KEY\"\nbase-url = \"\(url)\"\n\(accountKeys)\n"
        }
        var setup = ServiceSetup(
            agent: agent(TalkingAgent.script(afterAnswer: afterAnswer)), program: program, runner: "claude", sandbox: sandbox,
            agentKeys: "on-limit = \"\(onLimit)\"", limits: limits, rules: rules)
        setup.sections = accounts.joined(separator: "\n")
        let result: Result<Void, any Error>
        do {
            try await ServiceFixture.run(setup) { service in
                try await body(AccountPool(first: models.0, second: models.1, service: service))
            }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await models.0.stop()
        await models.1.stop()
        try result.get()
    }

    /// An account as `hookbot accounts list --json` shows it.
    func account(_ name: String) async throws -> JSONValue {
        let answer = try JSONValue(parsing: try await service.hookbot("accounts", "list", "--json").output)
        return try #require(answer["accounts"]?.array?.first { $0["name"]?.string == name })
    }

    /// The words that a model was sent last.
    func lastWords(_ model: ScriptedModel) -> String { model.requests.last?.text() ?? "" }
}
