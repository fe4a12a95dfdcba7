extension CommandDescription {
    private static let json = Option(name: "--json", value: nil, summary: "print JSON")

    /// Every command there is, in the order in which help lists them.
    static let all: [CommandDescription] = [
        CommandDescription(
            words: ["serve"], summary: "Receive webhooks, dispatch them and work on jobs until SIGTERM",
            details:
                "SIGTERM and SIGINT drain: no new job starts, running agents keep running under their supervisors, and the next\n"
                + "'hookbot serve' takes them up again."),
        CommandDescription(
            words: ["sandbox"], summary: "Run a local GitHub look-alike to try rules against",
            details: "REST below /api/v3, git over HTTP, signed webhooks, and a page to open issues and set labels.",
            options: [
                Option(name: "--port", value: "N", summary: "port on 127.0.0.1 (default 3457; 0 takes a free one)"),
                Option(name: "--dir", value: "DIR", summary: "where its repositories lie (default: a temporary folder)"),
                Option(name: "--webhook", value: "URL", summary: "send webhooks of the example repository to this address"),
                Option(
                    name: "--secret", value: "REFERENCE",
                    summary: "secret that signs them: env:NAME or file:PATH (default env:GITHUB_WEBHOOK_SECRET)"),
            ]),
        CommandDescription(
            words: ["demo"], summary: "Do the main job once, end to end: sandbox, webhook, agent, pull request",
            options: [
                Option(name: "--agent", value: "auto|scripted|claude", summary: "who does the work (default auto)"),
                Option(name: "--model-url", value: "URL", summary: "where the model of 'claude' answers"),
                Option(name: "--keep", value: nil, summary: "keep everything running until Ctrl-C"),
            ]),
        CommandDescription(
            words: ["config", "check"], summary: "Report every error of the configuration in one run",
            details: "Exit code 0 where there is none, 2 otherwise; with --strict 1 where there are only warnings.",
            options: [
                Option(name: "--format", value: "FORMAT", summary: "text, json, or sarif for code hosts and editors"),
                Option(name: "--strict", value: nil, summary: "a warning is a reason to fail, too"), json,
            ]),
        CommandDescription(
            words: ["config", "show"], summary: "Print the effective values and where each came from", options: [json]),
        CommandDescription(
            words: ["config", "schema"], summary: "Print the JSON Schema of the configuration, for editors",
            details: "Editors with a TOML language server check and complete a file by it."),
        CommandDescription(
            words: ["explain"], summary: "Show which rules match a delivery and, per condition, the value seen and the verdict",
            details: "Give the id of a stored delivery, or an event with a payload file.",
            positionals: [
                Positional(name: "DELIVERY-ID", summary: "the X-GitHub-Delivery of a stored delivery", isRequired: false)
            ],
            options: [
                Option(name: "--event", value: "NAME", summary: "the event of --payload, such as issues"),
                Option(name: "--payload", value: "FILE", summary: "a webhook body as JSON; - is standard input"),
                json,
            ]),
        CommandDescription(
            words: ["replay"], summary: "Dispatch a stored delivery again under today's configuration",
            details: "Nothing is done twice: an action that made a job or a comment for this delivery keeps it.",
            positionals: [Positional(name: "DELIVERY-ID", summary: "the X-GitHub-Delivery of a stored delivery")],
            options: [Option(name: "--plan", value: nil, summary: "only show what would happen"), json]),
        CommandDescription(
            words: ["jobs", "list"], summary: "List jobs, newest first",
            options: [
                Option(name: "--state", value: "STATE,…", summary: "only these states"),
                Option(name: "--repo", value: "OWNER/NAME", summary: "only this repository"),
                Option(name: "--limit", value: "N", summary: "at most this many (default 50)"),
                json,
            ]),
        CommandDescription(
            words: ["jobs", "show"], summary: "Show one job: its state, steps, runs and what it made",
            positionals: [Positional(name: "JOB", summary: "a job's id, or the beginning of it")], options: [json]),
        CommandDescription(
            words: ["jobs", "logs"], summary: "Print a job's log",
            positionals: [Positional(name: "JOB", summary: "a job's id, or the beginning of it")],
            options: [Option(name: "-f", value: nil, summary: "follow it until the job ends"), json]),
        CommandDescription(
            words: ["jobs", "diff"], summary: "Print what a job changed, also after its branch is gone",
            positionals: [Positional(name: "JOB", summary: "a job's id, or the beginning of it")]),
        CommandDescription(
            words: ["jobs", "cancel"], summary: "Cancel a queued or running job; its agent is killed with all it started",
            positionals: [Positional(name: "JOB", summary: "a job's id, or the beginning of it")]),
        CommandDescription(
            words: ["jobs", "retry"],
            summary: "Do what an ended job was asked to do once more, as a new job on a branch of its own",
            positionals: [Positional(name: "JOB", summary: "a job's id, or the beginning of it")]),
        CommandDescription(
            words: ["accounts", "list"], summary: "List the model accounts: state, until when, uses, cost; never a key",
            details: "USES counts runs, SPENT and TODAY what they cost; a day begins at midnight UTC.", options: [json]),
        CommandDescription(
            words: ["accounts", "check"], summary: "Ask the model with each account: ok, limited or refused",
            details:
                "It asks for the list of models and for one word of the cheapest, which costs next to nothing. Exit code 0 where every\n"
                + "account is ok, 1 otherwise. Nothing is recorded: 'hookbot accounts resume' has an account used again.",
            positionals: [Positional(name: "NAME", summary: "only this account", isRequired: false)], options: [json]),
        CommandDescription(
            words: ["accounts", "pause"], summary: "Start no more runs with an account; those that run go on",
            positionals: [Positional(name: "NAME", summary: "as in [accounts.NAME]")], options: [json]),
        CommandDescription(
            words: ["accounts", "resume"], summary: "Use an account again, whatever it was set aside for",
            details: "Also ends the wait for a limit's reset, and has an account tried again that the model refused.",
            positionals: [Positional(name: "NAME", summary: "as in [accounts.NAME]")], options: [json]),
        CommandDescription(
            words: ["doctor"], summary: "Check everything a deployment needs, with the remedy for what is wrong", options: [json]),
        CommandDescription(
            words: ["db", "status"], summary: "Show the schema version, size and row counts of the database", options: [json]),
        CommandDescription(
            words: ["db", "audit"], summary: "Check the invariants of live data: nothing lost, nothing doubled", options: [json]),
        CommandDescription(
            words: ["db", "backup"], summary: "Write a consistent copy of the database",
            positionals: [Positional(name: "PATH", summary: "a file that does not exist yet")]),
        CommandDescription(words: ["version"], summary: "Print version and library versions", options: [json]),
        CommandDescription(words: ["bench-git"], summary: "Measure checkouts and imports against git", isHidden: true),
        CommandDescription(
            words: ["bench-queue"], summary: "Measure claims and lists of a new database",
            positionals: [Positional(name: "PLACE", summary: "a file, or the URL of a PostgreSQL database")], isHidden: true),
        CommandDescription(
            words: ["bench-rules"], summary: "Measure the check of a configuration, and an event held against its rules",
            positionals: [Positional(name: "FILE", summary: "a configuration")], isHidden: true),
        CommandDescription(words: ["bench-start"], summary: "Measure how soon an agent starts", isHidden: true),
        CommandDescription(words: ["bench-payload"], summary: "Print a webhook body for measuring", isHidden: true),
        CommandDescription(words: ["git-transfer"], summary: "Fetch or push once, as standard input says", isHidden: true),
        CommandDescription(
            words: ["supervise"], summary: "Run one agent to its end, as its run folder says",
            positionals: [Positional(name: "RUN-FOLDER", summary: "the folder of the run")], isHidden: true),
    ]

    /// What `hookbot --help` prints.
    static var overview: String {
        let rows = all.filter { !$0.isHidden }.map { ($0.name, $0.summary) }
        return """
            HookBot turns what happens on GitHub into finished work: a rule matches, an agent works, a pull request opens.

            Usage: hookbot [--config PATH] COMMAND

            \(table("Commands:", rows))

            'hookbot COMMAND --help' says more. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 storage damaged.

            """
    }
}
