internal import TOML

/// Every section and key of the configuration: what is read, what `config show` prints and what the reference lists.
package enum ConfigurationSchema {
    package static let sections: [SectionSchema] =
        [
            top, server, storage, retention, gitHub, limits, git, author, agent, budget, account, quota, rule, ruleBudget,
            concurrency, cooldown,
        ] + actions.map(\.schema) + [actionCondition, endpoint, commands, command]

    static let top = SectionSchema(
        "the top of the file", "What stands before the first section, and the sections themselves.",
        keys: [
            KeySchema("version", .integer(1...1), required: true, "Of this language; there is only 1."),
            KeySchema("server", .nested("a table"), "See `[server]`."),
            KeySchema("storage", .nested("a table"), "See `[storage]`."),
            KeySchema("github", .nested("a table"), "See `[github]`."),
            KeySchema("limits", .nested("a table"), "See `[limits]`."),
            KeySchema("git", .nested("a table"), "See `[git]`."),
            KeySchema("agent", .nested("tables by name"), "See `[agent.NAME]`."),
            KeySchema("accounts", .nested("tables by name"), "See `[accounts.NAME]`."),
            KeySchema("commands", .nested("a table"), "See `[commands]`."),
            KeySchema("command", .nested("tables by name"), "See `[command.NAME]`."),
            KeySchema("endpoint", .nested("tables by name"), "See `[endpoint.NAME]`."),
            KeySchema("rule", .nested("an array of tables"), "See `[[rule]]`."),
        ],
        refused: [
            RefusedKey("policy", "server-side policies come with a later version; remove [[policy]]"),
            RefusedKey("policy-defaults", "server-side policies come with a later version; remove it"),
            RefusedKey("notify", "write [endpoint.NAME] and name it in the action's channel"),
            RefusedKey("repo-config", "all rules are read from this file; remove [repo-config]"),
            RefusedKey("workflow", "workflows come with a later version; remove [workflow.*]"),
        ])

    /// Durations a person could mean; longer ones are slips.
    static let upToADay: KeyType = .duration(.seconds(1)...(.seconds(86_400)))
    static let upToYears: KeyType = .duration(.seconds(60)...(.seconds(3650 * 86_400)))
}
