import Testing

@testable import HookBot

@Suite struct InvocationTests {
    @Test(
        arguments: [
            (["serve"], "serve", [:]), (["--config", "x.toml", "serve"], "serve", ["--config": "x.toml"]),
            (["serve", "--config=x.toml"], "serve", ["--config": "x.toml"]),
            (["jobs", "list", "--limit", "5", "--json"], "jobs list", ["--limit": "5", "--json": ""]),
            (["--version"], "version", [:]), (["jobs", "logs", "-f", "0190"], "jobs logs", ["-f": ""]),
        ] as [([String], String, [String: String])])
    func `a command is found with its options wherever they stand`(words: [String], command: String, options: [String: String])
        throws
    {
        let invocation = try Invocation.parse(words)
        #expect(invocation.command == command)
        #expect(invocation.options == options)
    }

    @Test(arguments: [
        (["serv"], "hookbot: there is no command 'serv'; did you mean 'serve'? 'hookbot --help' lists them."),
        (
            ["serve", "--confg", "x"],
            "hookbot: unknown option '--confg'; did you mean '--config'? 'hookbot serve --help' lists what there is."
        ),
        (
            ["jobs"],
            "hookbot: 'jobs' is only the beginning of a command: jobs list, jobs show, jobs logs, jobs diff, jobs cancel, jobs retry."
        ),
        (["jobs", "show"], "hookbot: JOB is missing. Usage: hookbot jobs show JOB [--json]"),
        (["serve", "now"], "hookbot: 'now' is one argument too many. Usage: hookbot serve"),
        (["sandbox", "--port"], "hookbot: --port needs a value: --port N."),
        (["jobs", "list", "--json=1"], "hookbot: --json takes no value."),
    ])
    func `a slip is named with what to do`(words: [String], message: String) {
        let error = #expect(throws: UsageError.self) { try Invocation.parse(words) }
        #expect(error?.message == message)
        #expect(error?.exitCode == 2)
    }

    @Test(arguments: CommandDescription.all.filter { !$0.isHidden }.map(\.words))
    func `every command has a help page that fits a terminal`(words: [String]) throws {
        let error = #expect(throws: UsageError.self) { try Invocation.parse(words + ["--help"]) }
        let help = try #require(error?.message)
        #expect(error?.exitCode == 0)
        #expect(help.contains("Usage: hookbot \(words.joined(separator: " "))"))
    }

    @Test func `the overview names every command that is for people`() {
        for command in CommandDescription.all {
            #expect(CommandDescription.overview.contains("  \(command.name) ") != command.isHidden)
        }
    }
}
