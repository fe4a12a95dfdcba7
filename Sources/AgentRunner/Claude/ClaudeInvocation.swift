package import Identifiers

/// Claude Code without a terminal, or any program that takes its arguments and speaks its stream-JSON.
package struct ClaudeInvocation: Sendable {
    /// The program by its absolute path, and arguments before our own.
    package var command: [String]
    package var session: ClaudeSession
    /// The account's folder (CLAUDE_CONFIG_DIR): settings, sessions, perhaps a login.
    package var configFolder: String
    package var credential: AgentCredential
    /// Where the model is asked instead of the usual place.
    package var baseURL: String?
    package var model: String?
    /// The tools there are at all.
    package var tools = ["Bash", "Read", "Edit", "Write", "Glob", "Grep"]
    /// The tools that need no permission; file tools have it within the tree anyway.
    package var allowedTools = ["Bash"]
    /// How the agent decides about tools that are not allowed outright.
    package var permissionMode = "acceptEdits"
    package var maximumTurns: Int? = 80
    package var maximumCostUSD: Double? = 5
    /// Text appended to the system prompt.
    package var rulesFile: String?
    /// Of each request to the model; the program's own ten would wait three minutes even on a wrong key.
    package var maximumRetries = 3

    package init(
        command: [String], session: ClaudeSession, configFolder: String, credential: AgentCredential, baseURL: String? = nil,
        model: String? = nil
    ) {
        self.command = command
        self.session = session
        self.configFolder = configFolder
        self.credential = credential
        self.baseURL = baseURL
        self.model = model
    }

    /// The prompt comes on standard input: `--tools` and `--allowedTools` take every argument that follows.
    package var arguments: [String] {
        var arguments = command + ["-p", "--output-format", "stream-json", "--verbose"]
        // Nothing the repository says configures the agent: neither its settings nor its hooks, servers or commands.
        arguments += ["--restricted", "--strict-mcp-config", "--disable-slash-commands"]
        arguments += ["--permission-mode", permissionMode, "--permission-prompts", "none"]
        if !tools.isEmpty { arguments += ["--tools", tools.joined(separator: ",")] }
        if !allowedTools.isEmpty { arguments += ["--allowedTools", allowedTools.joined(separator: ",")] }
        if let maximumTurns { arguments += ["--max-turns", "\(maximumTurns)"] }
        if let maximumCostUSD { arguments += ["--max-budget-usd", "\(maximumCostUSD)"] }
        if let model { arguments += ["--model", model] }
        if let rulesFile { arguments += ["--append-system-prompt-file", rulesFile] }
        return arguments + session.arguments
    }

    package var environment: [String: String] {
        var environment = [
            "CLAUDE_CONFIG_DIR": configFolder,
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
            "DISABLE_AUTOUPDATER": "1",
            "CLAUDE_CODE_MAX_RETRIES": "\(maximumRetries)",
            "API_TIMEOUT_MS": "300000",
            "CLAUDE_ENABLE_BYTE_WATCHDOG": "1",
            "CLAUDE_BYTE_STREAM_IDLE_TIMEOUT_MS": "120000",
            // A path after an @ in the prompt would be read without asking, also outside the tree.
            "CLAUDE_CODE_DISABLE_FILE_MENTIONS": "1",
            "CLAUDE_CODE_DISABLE_BACKGROUND_TASKS": "1",
            // Memory is shared by all trees of a repository: one task could plant text for the next.
            "CLAUDE_CODE_DISABLE_AUTO_MEMORY": "1",
        ]
        environment["ANTHROPIC_BASE_URL"] = baseURL
        return environment
    }

    package var secrets: [String: Secret] { credential.secrets }
}
