import Configuration
import Identifiers
import Testing

@Suite struct EnvironmentTests {
    @Test func `variables of older systems speak where the file is silent`() throws {
        var environment = Sample.environment
        environment.merge(
            [
                "PORT": "9000", "MAX_CONCURRENT_JOBS": "7", "MAX_RETRIES": "4", "DATABASE_PATH": "/srv/bot.db",
                "CLAUDE_CLI_PATH": "claude-next", "CLAUDE_CLI_MODEL": "opus", "CLAUDE_CLI_MAX_TURNS": "50",
                "AGENT_WORK_ORDER_TIMEOUT": "3600", "CLAUDE_QUOTA_LIMIT_PER_AGENT": "10", "CLAUDE_QUOTA_RESET_HOURS": "5",
            ]
        ) { _, new in new }
        let result = Sample.load("version = 1", environment: environment)
        let configuration = try #require(result.configuration, "\(Sample.faults(result))")
        #expect(configuration.server.listen == .tcp(host: "127.0.0.1", port: 9000))
        #expect(configuration.limits.jobs == 7 && configuration.limits.attempts == 5)
        #expect(configuration.storage.database == .file("/srv/bot.db"))
        let agent = try #require(configuration.agent(named: "fixer"))
        #expect(agent.command == ["claude-next"] && agent.model == "opus")
        #expect(agent.budget.turns == 50 && agent.budget.wall == .seconds(3600))
        #expect(configuration.accounts.first?.quota == .init(messages: 10, window: .seconds(5 * 3600)))
        #expect(configuration.server.apiSecret != nil)
        #expect(Self.origin("limits.jobs", result) == "environment MAX_CONCURRENT_JOBS")
        #expect(Self.origin("limits.payload", result) == "default")
    }

    @Test func `the file wins over variables`() {
        var environment = Sample.environment
        environment["MAX_CONCURRENT_JOBS"] = "7"
        let result = Sample.load("version = 1\n[limits]\njobs = 3", environment: environment)
        #expect(result.configuration?.limits.jobs == 3)
        #expect(Self.origin("limits.jobs", result) == "hookbot.toml:3")
    }

    @Test func `a variable that is no good is named`() {
        var environment = Sample.environment
        environment["MAX_CONCURRENT_JOBS"] = "many"
        let result = Sample.load("version = 1", environment: environment)
        #expect(
            result.diagnostics.map(\.description) == [
                "hookbot.toml: error[E103]: the environment variable MAX_CONCURRENT_JOBS is no good: "
                    + "expected an integer from 1 to 64, got \"many\""
            ])
    }

    @Test func `a token of the environment is enough for GitHub`() {
        let text = "version = 1\n[github]\nsecrets = [\"env:GITHUB_WEBHOOK_SECRET\"]"
        let result = Sample.load(text)
        guard case .token(let token) = result.configuration?.gitHub.identity else {
            Issue.record("\(Sample.faults(result))")
            return
        }
        #expect(token.exposedText == "github-token-of-the-tests")
        #expect(Self.origin("github.token", result) == "environment GITHUB_TOKEN")
    }

    @Test(
        arguments: [
            (["CLAUDE_API_KEYS": "key-one,key-two", "ANTHROPIC_API_KEY": "x"], ["environment-1", "environment-2"]),
            (["ANTHROPIC_API_KEY": "x", "CLAUDE_CODE_OAUTH_TOKEN": "y"], ["environment"]),
            (["CLAUDE_CODE_OAUTH_TOKEN": "y"], ["environment"]), ([:], []),
        ]
    )
    func `keys of the environment make accounts`(variables: [String: String], names: [String]) throws {
        var environment = Sample.environment
        environment["ANTHROPIC_API_KEY"] = nil
        environment.merge(variables) { _, new in new }
        let result = Sample.load("version = 1", environment: environment)
        let configuration = try #require(result.configuration, "\(Sample.faults(result))")
        #expect(configuration.accounts.map(\.name) == names)
        #expect(configuration.agent(named: "fixer")?.accounts == names)
        for value in variables.values { #expect(value.count < 2 || !"\(result.settings)".contains(value)) }
    }

    @Test func `accounts of the file keep those of the environment away`() {
        let result = Sample.load(
            "version = 1\n[accounts.main]\nconfig-dir = \"claude\"\n[agent.fixer]\nnetwork = \"shared\"",
            path: "/etc/hookbot/config.toml")
        guard case .configFolder("/etc/hookbot/claude") = result.configuration?.accounts.first?.credential else {
            Issue.record("\(Sample.faults(result))")
            return
        }
        #expect(result.configuration?.accounts.count == 1)
    }

    private static func origin(_ path: String, _ result: LoadResult) -> String? {
        result.settings.first { $0.path == path }.map { "\($0.origin)" }
    }
}
