import Commands
import Rules
import Testing

@Suite struct UsageTests {
    @Test(arguments: [
        "fix", "[]", "[--a] --b", "[--no-x]", "<--x>", "[--a] [--a]", "[a...] [b]", "[a:]", "[A]", "[...]", "[--A=x]",
    ])
    func `a usage that cannot be read is refused`(text: String) {
        #expect(throws: CommandUsageError.self) { try CommandUsage(text) }
    }

    @Test func `a usage says what a command takes`() throws {
        let usage = try CommandUsage("<env:test|live> [job] [--force] [--tag=<name>] [paths...]")
        #expect(usage.positionals.map(\.name) == ["env", "job"])
        #expect(usage.positionals.first?.choices == ["test", "live"])
        #expect(usage.options == ["force": false, "tag": true])
        #expect(usage.rest == .words(name: "paths", isRequired: false))
    }
}
