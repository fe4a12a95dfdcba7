import Configuration
import Rules
import Testing

/// What a running service takes over from an edited file.
struct SuccessionTests {
    private static func load(_ change: (String) -> String = { $0 }) throws -> HookBotConfiguration {
        let text = change(try Sample.projectFile("config.example.toml"))
        return try #require(Sample.load(text).configuration)
    }

    @Test(arguments: [
        ("listen = \"127.0.0.1:3456\"", "listen = \"127.0.0.1:3457\"", "server.listen"),
        ("payload = \"25MiB\"", "payload = \"20MiB\"", "limits.payload"),
        ("writes-per-minute = 60", "writes-per-minute = 50", "limits.writes-per-minute"),
        ("drain = \"60s\"", "drain = \"50s\"", "limits.drain"),
        ("bot-name = \"hookbot\"", "bot-name = \"other\"", "github.bot-name"),
        ("web-url = \"https://github.com\"", "web-url = \"https://ghe.example.com\"", "github.web-url"),
    ])
    func `what cannot change while the service runs waits, and stays as it was`(old: String, new: String, key: String) throws {
        let before = try Self.load()
        let after = try Self.load { $0.replacing(old, with: new).replacing("jobs = 2", with: "jobs = 5") }
        let succession = after.succeeding(before)
        #expect(succession.waiting == [key])
        #expect(succession.configuration.limits.jobs == 5)
        #expect(succession.configuration.server.listen == before.server.listen)
        #expect(succession.configuration.limits.payload == before.limits.payload)
        #expect(succession.configuration.gitHub.webURL == before.gitHub.webURL)
        // Asked again after a second edit that takes it back, nothing waits.
        #expect(before.succeeding(succession.configuration).waiting.isEmpty)
    }

    @Test(arguments: [
        ("quota = { messages = 1000, window = \"24h\" }", "quota = { messages = 1, window = \"24h\" }", "accounts"),
        ("base-url = \"https://api.anthropic.com\"", "base-url = \"https://other.example.com\"", "accounts"),
    ])
    func `with other accounts agents and rules stay together as they were`(old: String, new: String, key: String) throws {
        let before = try Self.load()
        let after = try Self.load { $0.replacing(old, with: new).replacing("name = \"fix-on-label\"", with: "name = \"fix\"") }
        let succession = after.succeeding(before)
        #expect(succession.waiting == [key])
        #expect(succession.configuration.rules.map(\.name) == before.rules.map(\.name))
        #expect(succession.configuration.accounts.first?.quota == before.accounts.first?.quota)
    }

    @Test func `everything else is in force at once`() throws {
        let after = try Self.load {
            $0.replacing("name = \"fix-on-label\"", with: "name = \"fix\"").replacing("attempts = 3", with: "attempts = 7")
                .replacing("catch-up = \"10m\"", with: "catch-up = \"1m\"").replacing(
                    "push = \"lease\"", with: "push = \"lease\""
                )
                .replacing("delete-merged = true", with: "delete-merged = false").replacing(
                    "logs = \"90d\"", with: "logs = \"9d\"")
        }
        let succession = after.succeeding(try Self.load())
        #expect(succession.waiting.isEmpty)
        #expect(succession.configuration.rules.first?.name == "fix")
        #expect(succession.configuration.limits == after.limits)
        #expect(succession.configuration.git == after.git && !after.git.deletesMerged)
        #expect(succession.configuration.storage == after.storage)
        #expect(succession.configuration.gitHub.catchUp == .seconds(60))
    }
}
