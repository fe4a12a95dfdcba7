import Configuration
import POSIX
import Patterns
import Rules
import TestSupport
import Testing

@Suite struct SettingValueTests {
    @Test(
        arguments: [
            ("90s", Duration.seconds(90)), ("45m", .seconds(2700)), ("1h30m", .seconds(5400)), ("23h59m59s", .seconds(86_399)),
            ("1500ms", .milliseconds(1500)), ("1d", .seconds(86_400)),
        ]
    )
    func `durations are read`(text: String, expected: Duration) {
        let result = Sample.load("version = 1\n[limits]\ndrain = \"\(text)\"")
        #expect(result.configuration?.limits.drain == expected)
    }

    @Test(arguments: ["", "10", "s", "10 s", "-10s", "1.5h", "30m1h", "1h1h", "10S", "99999999999s", "１０s", "0s", "2d"])
    func `other texts are no durations`(text: String) {
        #expect(Sample.load("version = 1\n[limits]\ndrain = \"\(text)\"").diagnostics.map(\.code) == [.wrongType])
    }

    @Test(arguments: [("1024B", 1024), ("64KiB", 65_536), ("25 MiB", 26_214_400), ("1MB", 1_000_000), ("2kB", 2000)])
    func `sizes are read`(text: String, expected: Int) {
        #expect(Sample.load("version = 1\n[limits]\npayload = \"\(text)\"").configuration?.limits.payload == expected)
    }

    @Test(arguments: ["", "25", "MiB", "25Mib", "-1MiB", "1.5MiB", "99999999999999999999B", "9223372036854775807GiB", "1B"])
    func `other texts are no sizes`(text: String) {
        #expect(Sample.load("version = 1\n[limits]\npayload = \"\(text)\"").diagnostics.map(\.code) == [.wrongType])
    }

    @Test(
        arguments: [
            ("sqlite:hookbot.db", "/data/hookbot.db"), ("sqlite:/srv/x.db", "/srv/x.db"), ("sqlite:///x.db", "/data/x.db"),
            ("sqlite:////srv/x.db", "/srv/x.db"), ("sqlite:./x.db", "/data/x.db"),
        ]
    )
    func `the database lies in the data folder unless its path is absolute`(url: String, expected: String) {
        let result = Sample.load("version = 1\n[storage]\nurl = \"\(url)\"\ndata-dir = \"/data\"")
        #expect(result.configuration?.storage.database == .file(expected))
    }

    @Test(
        arguments: [
            ("https://api.github.com", "https://github.com"), ("https://ghe.example/api/v3/", "https://ghe.example"),
            ("http://127.0.0.1:8080/api/v3", "http://127.0.0.1:8080"), ("http://[::1]:80/api/v3", "http://[::1]:80"),
        ]
    )
    func `the web address follows from the one of the API`(base: String, web: String) {
        let result = Sample.load(
            "version = 1\n[github]\nbase-url = \"\(base)\"\ntoken = \"env:GITHUB_TOKEN\"\nsecrets = [\"env:GITHUB_WEBHOOK_SECRET\"]"
        )
        #expect(result.configuration?.gitHub.webURL == web, "\(Sample.faults(result))")
    }

    @Test func `relative paths start at the file that names them`() async throws {
        try await withTemporaryFolder { folder in
            try Files.makeFolder("\(folder)/prompts")
            try Files.write(Array("Fix {{ title }}.\n".utf8), to: "\(folder)/prompts/fix.md")
            try Files.write(Array("#!/bin/sh\n".utf8), to: "\(folder)/agent.sh", mode: 0o700)
            let text = """
                version = 1
                [storage]
                data-dir = "data"
                [agent.fixer]
                prompt = "prompts/fix.md"
                command = ["./agent.sh", "--fast"]
                """
            try Files.write(Array(Sample.completed(text).utf8), to: "\(folder)/hookbot.toml")
            let result = HookBotConfiguration.load(path: "\(folder)/hookbot.toml", environment: Sample.environment)
            let agent = try #require(result.configuration?.agents.first, "\(Sample.faults(result))")
            #expect(agent.prompt.source == "Fix {{ title }}.\n")
            #expect(agent.command == ["\(folder)/agent.sh", "--fast"])
            #expect(result.configuration?.storage.dataFolder == "\(folder)/data")
        }
    }

    @Test func `defaults hold where the file says nothing`() throws {
        var environment = Sample.environment
        environment["ANTHROPIC_API_KEY"] = nil
        let configuration = try #require(Sample.load("version = 1", environment: environment).configuration)
        let agent = try #require(configuration.agent(named: "fixer"))
        #expect(agent.sandbox == .required && agent.writes && agent.runner == .claude && agent.command == ["claude"])
        #expect(agent.budget == AgentBudget(dollars: nil, turns: nil, wall: .seconds(2700), idle: .seconds(300)))
        #expect(agent.environment.isEmpty && agent.accounts.isEmpty && agent.onLimit == .wait)
        #expect(configuration.gitHub.ignoredActors.includesSelf && configuration.gitHub.botName == nil)
        #expect(configuration.git.protectedBranches.map(\.description) == ["main", "master", "glob:release/*"])
        #expect(configuration.server.publicURL == nil && !configuration.server.isBehindProxy)
    }

    @Test(
        arguments: [
            ("given.toml", ["HOOKBOT_CONFIG": "named.toml"], [], "given.toml"),
            (nil, ["HOOKBOT_CONFIG": "named.toml"], [], "named.toml"),
            (nil, ["HOOKBOT_CONFIG": ""], ["./hookbot.toml"], "./hookbot.toml"),
            (nil, [:], ["./hookbot.toml", "/etc/hookbot/config.toml"], "./hookbot.toml"),
            (nil, [:], ["/etc/hookbot/config.toml"], "/etc/hookbot/config.toml"), (nil, [:], [], nil),
        ] as [(String?, [String: String], Set<String>, String?)]
    )
    func `the configuration is looked for in order`(
        option: String?, environment: [String: String], existing: Set<String>, expected: String?
    ) {
        #expect(ConfigurationSearch.path(option: option, environment: environment, exists: existing.contains) == expected)
    }
}
