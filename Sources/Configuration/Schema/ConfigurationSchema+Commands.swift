internal import Rules
internal import TOML

extension ConfigurationSchema {
    static let commands = SectionSchema(
        "[commands]",
        "Slash-commands in comments: HookBot's own, and those of `[command.NAME]`. They are read where this section or one of those is there.",
        keys: [
            KeySchema(
                "require-namespace", .flag, default: false,
                "Reads only `/hb NAME`, `/hookbot NAME` and `@hookbot NAME`, for repositories where other bots have commands of the same names."
            ),
            KeySchema(
                "disabled", .texts, default: [],
                "Commands of HookBot's own that are not read: any but `help`, `status`, `ping`, `cancel` and `retry`. One that `[command.NAME]` has the name of is replaced by it."
            ),
        ])

    static let command = SectionSchema(
        "[command.NAME]", "A command that starts an agent: `/NAME [text]` in a comment, and the lines below it.",
        keys: [
            KeySchema("summary", .text, default: "", "What `/help` says about it."),
            KeySchema("agent", .text, required: true, "The name of an `[agent.NAME]`."),
            KeySchema(
                "result", .choice(["pull-request", "answer"]), default: "pull-request",
                "On an issue `pull-request` opens one; on a pull request it pushes to its branch. `answer` changes nothing."),
            KeySchema(
                "permission", .choice(["read", "triage", "write", "maintain", "admin"]), default: "write",
                "What whoever writes it must have in the repository."),
            KeySchema(
                "on", .texts, default: ["issue", "pr", "review-thread"],
                "Where it may be written: `issue`, `pr`, `review-thread`."),
            KeySchema(
                "args", .text, default: "[text...]",
                "What it takes, such as `[target:test|live] <job> [--force] [--base=<branch>] [text...]`. The agent is told; `base` "
                    + "is the branch to start from."),
            KeySchema("when", .nested("a condition, or \"always\""), "What must hold besides, as in a rule."),
            KeySchema("prompt", .text, "Instead of the agent's own prompt; a template, or the path of a file with one."),
        ],
        refused: [
            RefusedKey("script", "a command starts an agent; an agent with runner = \"command\" can be any program")
        ])
}
