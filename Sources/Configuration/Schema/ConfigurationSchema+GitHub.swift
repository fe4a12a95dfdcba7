internal import TOML

extension ConfigurationSchema {
    static let gitHub = SectionSchema(
        "[github]", "The GitHub that HookBot speaks with, and as whom. It takes either `token`, or `app-id` and `key-file`.",
        keys: [
            KeySchema(
                "base-url", .text, default: "https://api.github.com",
                "The REST API; for GitHub Enterprise Server `https://HOST/api/v3`."),
            KeySchema(
                "web-url", .text,
                "Clones and pushes go to `{web-url}/{owner}/{repo}.git`. Without it, it follows from `base-url`."),
            KeySchema(
                "token", .secret,
                environment: [
                    EnvironmentVariable("GH_TOKEN"), EnvironmentVariable("GITHUB_TOKEN"),
                    EnvironmentVariable("GITHUB_PAT_TOKEN"),
                ],
                "A personal access token."),
            KeySchema("app-id", .integer(1...Int64.max), "The number of a GitHub App."),
            KeySchema("key-file", .path, "The App's private key (PEM), open to HookBot's user only."),
            KeySchema(
                "secrets", .secrets, required: true,
                "Webhook secrets of at least 16 bytes; a delivery signed with any of them counts, so that one can be replaced."),
            KeySchema("bot-name", .text, "HookBot's own login. Without it, it is looked up."),
            KeySchema("allow-http", .flag, default: false, "Plain http also beyond this machine."),
            KeySchema(
                "ignore-actors", .texts, default: ["self"],
                "Logins whose events match no rule; `self` is HookBot, and `glob:` and `re:` patterns are understood."),
            KeySchema(
                "repositories", .texts, default: [],
                "Repositories as `owner/name` whose webhooks are watched for missed deliveries from the start; those that an event came from are watched anyway."
            ),
            KeySchema(
                "catch-up", .duration(.seconds(10) ... .seconds(86400)), default: "10m",
                "How often GitHub's list of deliveries is compared with the inbox; what failed or is missing is asked for again."),
            KeySchema(
                "redeliveries", .integer(0...1000), default: 100,
                "Deliveries asked for again after one comparison, so that a long outage is made up for little by little; 0 asks for none."
            ),
            KeySchema(
                "sweep-items", .integer(0...1000), default: 100,
                "Open issues and pull requests of a repository that are looked through after one comparison, where they changed, for labels and comments that no delivery told of; 0 looks through none."
            ),
            KeySchema(
                "sweep-after", .duration(.seconds(1) ... .seconds(3600)), default: "2m",
                "How old such a label or comment must be, so that its delivery is not still on its way."),
        ])

    static let git = SectionSchema(
        "[git]", "Branches, commits and pushes.",
        keys: [
            KeySchema(
                "branch", .text, default: "hookbot/{{ kind }}-{{ number }}-{{ title | slug | truncate: 40 }}",
                "Template of the branches HookBot makes. Whatever people write must go through `slug`."),
            KeySchema("author", .nested("a table"), "See `[git] author`."),
            KeySchema(
                "trailers", .texts,
                default: ["HookBot-Job: {{ job.id }}", "HookBot-Rule: {{ rule }}", "Requested-by: {{ actor }}"],
                "Templates of the lines at the end of a commit message."),
            KeySchema(
                "protected", .texts, default: ["main", "master", "glob:release/*"],
                "Branches that are never pushed, beside a repository's default branch; `glob:` and `re:` patterns are understood."
            ),
            KeySchema(
                "push", .choice(["lease"]), default: "lease",
                "A branch is pushed only where it still is what HookBot last saw; there is no plain force."),
            KeySchema(
                "delete-merged", .flag, default: true,
                "Removes a branch HookBot made once its pull request is merged, unless somebody pushed to it since."),
        ],
        refused: [RefusedKey("sign", "signed commits come with a later version; remove it")])

    static let author = SectionSchema(
        "[git] author", "Who stands in the commits as their author.",
        keys: [
            KeySchema("name", .text, default: "hookbot", "The name."),
            KeySchema("email", .text, default: "hookbot@users.noreply.github.com", "The mail address."),
        ])
}
