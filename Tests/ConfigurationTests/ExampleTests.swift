import Configuration
import Identifiers
import JSON
import Rules
import TestSupport
import Testing

@Suite struct ExampleTests {
    @Test func `the example loads without a single remark`() throws {
        let result = try load()
        #expect(result.diagnostics.map(\.description) == [])
        let configuration = try #require(result.configuration)
        #expect(configuration.server.listen == .tcp(host: "127.0.0.1", port: 3456))
        #expect(configuration.storage.database == .file("/var/lib/hookbot/hookbot.db"))
        #expect(configuration.storage.retention.deliveries == .seconds(35 * 86_400))
        #expect(configuration.gitHub.webhookSecrets.count == 1)
        #expect(configuration.limits.payload == 25 << 20)
        #expect(configuration.agents.map(\.name) == ["fixer", "explainer"])
        #expect(configuration.agent(named: "fixer")?.budget.wall == .seconds(45 * 60))
        #expect(configuration.agent(named: "explainer")?.accounts == ["main"])
        #expect(configuration.account(named: "main")?.quota?.messages == 1000)
        #expect(configuration.rules.map(\.name) == ["fix-on-label", "answer-reviews", "answer-questions"])
        #expect(configuration.rules[0].actions.count == 4)
        #expect(configuration.rules[0].permission == .write)
        #expect(configuration.rules[0].location?.hasPrefix("config.example.toml:") == true)
    }

    @Test func `the example writes every key of the fixed sections as its default`() throws {
        let text = try Sample.projectFile("config.example.toml")
        let names = ["[server]", "[storage]", "[limits]", "[git]"]
        for section in ConfigurationSchema.sections where names.contains(section.title) {
            for key in section.keys {
                let line = text.split(separator: "\n").first { $0.hasPrefix("\(key.name) =") }
                let written = try #require(line, "\(section.title) \(key.name)")
                if let standard = key.standard { #expect(written == "\(key.name) = \(standard)") }
            }
        }
    }

    @Test func `what is shown of the example holds none of its secrets`() throws {
        let result = try load()
        let shown = EffectiveSetting.text(result.settings) + result.settings.map { $0.json().text() }.joined()
        for secret in Sample.environment.values { #expect(!shown.contains(secret)) }
        #expect(shown.contains("github.token = <secret>"))
        #expect(!"\(result)".contains("github-token-of-the-tests"))
    }

    @Test func `any cut or change of the example is read or refused and never a crash`() throws {
        let original = Array(try Sample.projectFile("config.example.toml").utf8)
        let words = [
            "\"", "'''", "{{", "}}", "[", "]", "= ", "\n[[rule]]\n", "true", "-1", "re:/(/", "glob:[", "é", "\u{202E}",
            "[rule.do]",
        ]
        var random = SeededGenerator(state: 20)
        for _ in 0..<400 {
            var changed = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: changed[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: changed.removeSubrange(place..<min(changed.count, place + Int.random(in: 1...60, using: &random)))
                case 2: changed.insert(contentsOf: words.randomElement(using: &random).map { Array($0.utf8) } ?? [], at: place)
                default: changed.insert(contentsOf: original[(place / 2)..<min(original.count, place / 2 + 80)], at: place)
                }
            }
            let result = HookBotConfiguration.load(bytes: changed, path: "changed.toml", environment: Sample.environment)
            #expect((result.configuration == nil) == result.hasErrors)
            for diagnostic in result.diagnostics {
                #expect(!diagnostic.description.isEmpty && !diagnostic.json().text().isEmpty)
            }
        }
    }

    private func load() throws -> LoadResult {
        let text = try Sample.projectFile("config.example.toml")
        return HookBotConfiguration.load(bytes: Array(text.utf8), path: "config.example.toml", environment: Sample.environment)
    }
}
