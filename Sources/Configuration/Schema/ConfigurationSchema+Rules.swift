internal import Rules
internal import TOML

extension ConfigurationSchema {
    static let rule = SectionSchema(
        "[[rule]]", "On these events, when this holds, do that. All rules that match run, in the order of the file.",
        keys: [
            KeySchema("name", .text, required: true, "Unique; it stands in explanations and commits."),
            KeySchema("on", .texts, required: true, "Events: `issues.labeled`, `push`, or `issues.*` for every action."),
            KeySchema(
                "when", .nested("a condition, or \"always\""), required: true,
                "`{ all = [..] }`, `{ any = [..] }`, `{ not = {..} }`, a leaf, or `\"always\"`."),
            KeySchema(
                "paths", .nested("an array of globs, or a table"),
                "Only where a changed file fits one of these globs: `[\"src/**\"]`, or `{ include = [..], exclude = [..] }`. For pull requests and pushes."
            ),
            KeySchema(
                "permission", .choice(["none", "read", "triage", "write", "maintain", "admin"]),
                "What the sender of the event must have in the repository; for a rule that starts an agent it is `write` where nothing is written."
            ),
            KeySchema(
                "coalesce", upToADay,
                "How long a job waits for what else happens: events of the same issue or pull request (of the same `concurrency` group) within that time become one job that sees them all. `10s` for `mode = \"resume\"` where nothing is written."
            ),
            KeySchema(
                "schedule", .text,
                "With `on = [\"schedule\"]`: `hourly`, `every 30m`, `daily at 03:00 Europe/Berlin`, `daily between 01:00 and 04:00`, `weekly on mon-fri at 03:00`, or the five fields of cron; behind them a time zone, or UTC."
            ),
            KeySchema(
                "repositories", .texts, default: [],
                "Where the schedule comes round, as `owner/name`; empty stands for those of `[github]`."),
            KeySchema("concurrency", .nested("a table"), "See `[[rule]] concurrency`."),
            KeySchema("cooldown", .nested("a table"), "See `[[rule]] cooldown`."),
            KeySchema(
                "timeout", upToADay,
                "From the event to the end of its job, waiting included: what is not over by then is cancelled."),
            KeySchema("priority", .integer(-1000...1000), default: 0, "Of its jobs: larger first."),
            KeySchema("stop", .flag, default: false, "Rules further down are left alone once this one matched."),
            KeySchema("budget", .nested("a table"), "See `[[rule]] budget`."),
            KeySchema("do", .nested("an array of tables"), required: true, "Actions, in order; see `[[rule.do]]`."),
        ],
        refused: [
            RefusedKey("actors", "write a condition on actor in 'when'"),
            RefusedKey("forks", "write { fork = false } in 'when'"),
        ])

    static let ruleBudget = SectionSchema(
        "[[rule]] budget", "What the rule's jobs may take; of this and the agent's own budget the smaller counts.",
        keys: [
            KeySchema("usd", .decimal(0.01...10_000), "Cost of one job in US dollars."),
            KeySchema("turns", .integer(1...10_000), "Turns of the conversation."),
            KeySchema("wall", upToADay, "Time that the agent works."),
            KeySchema("idle", upToADay, "Time without any output."),
            KeySchema(
                "usd-per-day", .decimal(0.01...1_000_000),
                "Cost of all its jobs within a day (UTC); what comes after waits for the next."),
        ])

    static let concurrency = SectionSchema(
        "[[rule]] concurrency", "How many jobs of a group run at a time; without it, one for each issue or pull request.",
        keys: [
            KeySchema(
                "group", .text, required: true,
                "Names the group, also for other rules; a template such as `review/{{ repo.id }}/{{ number }}`."),
            KeySchema("limit", .integer(1...64), default: 1, "Jobs of it that run at the same time."),
            KeySchema(
                "when-busy", .choice(Concurrency.WhenBusy.allCases.map(\.rawValue)), default: "queue",
                "`queue` waits in line; `replace` cancels the rule's jobs of the group (without a `permission` above read, only jobs of the same sender); `skip` leaves the event alone; `join` has the job that waits see this event, too."
            ),
        ])

    static let cooldown = SectionSchema(
        "[[rule]] cooldown", "How long the rule rests once it was carried out.",
        keys: [
            KeySchema(
                "per", .choice(Cooldown.Scope.allCases.map(\.rawValue)), required: true,
                "What is counted by: it rests for one pull request or issue, one repository, one sender, one commit, or altogether."
            ),
            KeySchema("every", .text, required: true, "A duration such as `10m`, or `forever`."),
        ])

    static let agentAction = SectionSchema(
        "[[rule.do]] with action = \"agent\"", "Let an agent work.",
        keys: actionKeys + [
            KeySchema("use", .text, required: true, "The name of an `[agent.NAME]`."),
            KeySchema("prompt", .text, "Instead of the agent's own prompt."),
            KeySchema(
                "result", .choice(["pull-request", "answer", "either"]), default: "pull-request",
                "What the agent is asked to leave behind."),
            KeySchema("draft", .flag, default: true, "Whether the pull request starts as a draft."),
            KeySchema("labels", .texts, default: [], "Labels of the pull request; templates."),
            KeySchema("reviewers", .texts, default: [], "Logins asked for a review; templates."),
            KeySchema(
                "mode", .choice(AgentMode.allCases.map(\.rawValue)), default: "new-branch",
                "`resume` works on the pull request's own branch, in the conversation that made it, and answers what was said there."
            ),
            KeySchema(
                "threads", .choice(ThreadReply.allCases.map(\.rawValue)), default: "reply",
                "Whether a job with `mode = \"resume\"` replies on the review threads it has dealt with."),
            KeySchema(
                "allow-paths", .texts, default: [],
                "Globs of guarded paths that the agent may change all the same, such as `.github/workflows/docs.yml`."),
            KeySchema("base", .text, "The branch to start from and merge into; a template. Without it, the default branch."),
        ],
        refused: [
            RefusedKey("max-inline"),
            RefusedKey("budget", "write it in the rule, or in the agent's section"),
        ]
            + [RefusedKey("on-failure", "write an action of its own with if = { job-outcome = \"failed\" }")])

    static let commentAction = SectionSchema(
        "[[rule.do]] with action = \"comment\"", "Write a comment on the issue or pull request.",
        keys: effectKeys + [
            KeySchema("body", .text, required: true, "The text; a template."),
            KeySchema("sticky", .text, "Comments of one name on one item are edited in place instead of written anew."),
        ])

    static let reactAction = SectionSchema(
        "[[rule.do]] with action = \"react\"", "React to the comment, or to the issue or pull request itself.",
        keys: effectKeys + [
            KeySchema("emoji", .text, required: true, "`eyes`, `rocket`, `+1`, `-1`, `laugh`, `confused`, `heart` or `hooray`.")
        ])

    static let labelAction = SectionSchema(
        "[[rule.do]] with action = \"label\"", "Change the labels of the issue or pull request.",
        keys: effectKeys + [
            KeySchema("add", .texts, default: [], "Labels to set; templates."),
            KeySchema("remove", .texts, default: [], "Labels to take away; templates."),
        ])

    static let actionCondition = SectionSchema(
        "[[rule.do]] if", "When an action waits for the end of the rule's job.",
        keys: [
            KeySchema(
                "job-outcome", .nested("a string or an array of strings"), required: true,
                "`finished`, `failed`, `cancelled`, `answered`, `pushed`, `reviewed`, `pull-request` or `no-changes`.")
        ])

    /// Actions of the language that this version does not carry out.
    static let refusedActions = ["enqueue", "merge-request"]

    static let actionKeys = [
        KeySchema("action", .choice(RuleAction.names), required: true, "What to do."),
        KeySchema(
            "if", .nested("a table"), "Runs the action only once the rule's job has ended so; see `[[rule.do]] if`."),
    ]
}
