import AgentRunner
import Identifiers
import Testing

@Suite struct ClaudeInvocationTests {
    var invocation: ClaudeInvocation {
        ClaudeInvocation(
            command: ["/opt/claude"], session: .new("1-2"), configFolder: "/c", credential: .apiKey(Secret("key")), model: "opus")
    }

    @Test func `the arguments leave nothing to the repository's configuration`() {
        #expect(
            invocation.arguments == [
                "/opt/claude", "-p", "--output-format", "stream-json", "--verbose", "--restricted", "--strict-mcp-config",
                "--disable-slash-commands", "--permission-mode", "acceptEdits", "--permission-prompts", "none", "--tools",
                "Bash,Read,Edit,Write,Glob,Grep", "--allowedTools", "Bash", "--max-turns", "80", "--max-budget-usd", "5.0",
                "--model", "opus", "--session-id", "1-2",
            ])
    }

    @Test func `a resumed session and a rules file are named at the end`() {
        var invocation = invocation
        invocation.session = .resume("1-2")
        invocation.rulesFile = "/r.txt"
        #expect(invocation.arguments.suffix(4) == ["--append-system-prompt-file", "/r.txt", "--resume", "1-2"])
    }

    @Test func `the key is a secret and nowhere else`() {
        #expect(invocation.secrets["ANTHROPIC_API_KEY"]?.exposedText == "key")
        #expect(!invocation.environment.values.contains("key"))
        #expect(invocation.environment["ANTHROPIC_BASE_URL"] == nil)
    }

    @Test func `each credential uses its own variable`() {
        var invocation = invocation
        invocation.credential = .oauthToken(Secret("t"))
        #expect(Array(invocation.secrets.keys) == ["CLAUDE_CODE_OAUTH_TOKEN"])
        invocation.credential = .configFolder
        #expect(invocation.secrets.isEmpty)
    }

    @Test func `its configuration folder and rules are shown in the sandbox`() {
        var invocation = invocation
        invocation.rulesFile = "/r.txt"
        let launch = AgentLaunch(folder: "/run", claude: invocation, prompt: "p", tree: "/t")
        #expect(launch.sandbox.writable == ["/c"])
        #expect(launch.sandbox.readable == ["/r.txt"])
    }
}
