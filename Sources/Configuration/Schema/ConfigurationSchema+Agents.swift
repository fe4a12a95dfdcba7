internal import TOML

extension ConfigurationSchema {
    static let agent = SectionSchema(
        "[agent.NAME]", "A way to let an agent work; rules name it with `use`.",
        keys: [
            KeySchema(
                "runner", .choice(["claude", "command"]), default: "claude",
                "`claude`: a program that speaks Claude Code's stream; `command`: any program that reads the prompt on stdin."),
            KeySchema(
                "command", .texts, default: ["claude"], environment: [EnvironmentVariable("CLAUDE_CLI_PATH", as: .program)],
                "The program and its first arguments. A name is looked up in PATH; a path may be relative."),
            KeySchema(
                "sandbox", .choice(["required", "preferred", "off"]), default: "required",
                "Whether the agent may run where no sandbox works."),
            KeySchema(
                "prompt", .text,
                default: "Make the change that the issue below asks for. Run the tests there are. Leave committing to HookBot.",
                "A template, or the path of a file with one (a name ending in `.md` or `.txt`)."),
            KeySchema(
                "model", .text, environment: [EnvironmentVariable("CLAUDE_CLI_MODEL")], "Without it, the program's own choice."),
            KeySchema(
                "tools", .texts, default: ["Read", "Grep", "Glob", "Edit", "Write"],
                "What the agent may use, such as `Bash(make test:*)`; everything else is denied."),
            KeySchema(
                "network", .choice(["none", "shared"]), default: "none",
                "`none`: the sandbox reaches nothing but its model, through HookBot; `shared`: the host's network, which an "
                    + "account with `config-dir` needs."),
            KeySchema(
                "env", .texts, default: [],
                "Names of variables handed on from HookBot's own environment; names that look like credentials are refused."),
            KeySchema("budget", .nested("a table"), "See `[agent.NAME] budget`."),
            KeySchema(
                "permission-mode", .choice(["default", "acceptEdits", "dontAsk", "plan", "bypassPermissions"]),
                default: "acceptEdits", "Claude Code's permission mode. `bypassPermissions` needs `sandbox = \"required\"`."),
            KeySchema(
                "on-limit", .choice(["wait", "fail", "other-account"]), default: "wait",
                "What happens when an account is used up: the conversation waits for its reset, the job fails, or the conversation goes "
                    + "on at once with another account."),
            KeySchema(
                "accounts", .texts, default: [],
                "Names of `[accounts.NAME]`; empty stands for all of them. A run takes the one least used within a day."),
            KeySchema(
                "guidance", .texts, default: ["CLAUDE.md", "AGENTS.md"],
                "Files that tell the agent how to work in the repository, as they stand on its default branch, up to 32 KiB of each; those that are not there are passed over."
            ),
            KeySchema("writes", .flag, default: true, "Whether its changes are committed; without, only its answer counts."),
        ],
        refused: [RefusedKey("config-from", "configuration always comes from the base branch; remove it")])

    static let budget = SectionSchema(
        "[agent.NAME] budget", "When an agent is stopped.",
        keys: [
            KeySchema("usd", .decimal(0.01...10_000), "Cost of one job in US dollars, over all its runs."),
            KeySchema(
                "turns", .integer(1...10_000), environment: [EnvironmentVariable("CLAUDE_CLI_MAX_TURNS")],
                "Turns of the conversation."),
            KeySchema(
                "wall", upToADay, default: "45m", environment: [EnvironmentVariable("AGENT_WORK_ORDER_TIMEOUT", as: .seconds)],
                "Time that the agent works, over all runs of one conversation."),
            KeySchema("idle", upToADay, default: "5m", "Time without any output."),
        ])

    static let account = SectionSchema(
        "[accounts.NAME]",
        "A model account: exactly one of `api-key`, `oauth-token` and `config-dir`. Several make a pool. Without any, "
            + "`CLAUDE_API_KEYS`, `ANTHROPIC_API_KEY` and `CLAUDE_CODE_OAUTH_TOKEN` make accounts.",
        keys: [
            KeySchema("runner", .choice(["claude"]), default: "claude", "Whose account it is."),
            KeySchema("api-key", .secret, "An API key."),
            KeySchema("oauth-token", .secret, "A long-lived token of a subscription."),
            KeySchema("config-dir", .path, "A Claude configuration directory that is logged in."),
            KeySchema(
                "base-url", .text, default: "https://api.anthropic.com", "Plain http only towards this machine."),
            KeySchema("quota", .nested("a table"), "See `[accounts.NAME] quota`."),
        ])

    static let quota = SectionSchema(
        "[accounts.NAME] quota", "How much of an account HookBot uses.",
        keys: [
            KeySchema(
                "messages", .integer(1...1_000_000_000), environment: [EnvironmentVariable("CLAUDE_QUOTA_LIMIT_PER_AGENT")],
                "Runs within one window; without it there is no limit but the account's own."),
            KeySchema(
                "window", upToYears, default: "24h", environment: [EnvironmentVariable("CLAUDE_QUOTA_RESET_HOURS", as: .hours)],
                "The length of the window."),
        ])
}
