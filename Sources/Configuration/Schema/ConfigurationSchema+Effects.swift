internal import Rules
internal import TOML

extension ConfigurationSchema {
    static let endpoint = SectionSchema(
        "[endpoint.NAME]", "An address outside of GitHub that `notify` and `dispatch` may write to, and nothing else may.",
        keys: [
            KeySchema(
                "url", .text, required: true,
                "Where to POST; plain http only towards this machine. Where the address is a secret itself: `env:NAME`, `file:/path` or `credential:NAME`."
            ),
            KeySchema(
                "secret", .secret,
                "Signs what is sent: `X-HookBot-Signature-256: sha256=` and the HMAC-SHA256 of the body, as GitHub signs its webhooks."
            ),
            KeySchema("timeout", .duration(.seconds(1)...(.seconds(120))), default: "10s", "How long one answer may take."),
        ])

    static let statusAction = SectionSchema(
        "[[rule.do]] with action = \"status\"", "Set the commit status of one context.",
        keys: effectKeys + [
            KeySchema(
                "context", .text, required: true,
                "What the status is about, such as `hookbot/triage`; the last one of a context counts."),
            KeySchema("state", .choice(StatusAction.State.allCases.map(\.rawValue)), required: true, "How it stands."),
            KeySchema("description", .text, default: "", "At most 140 characters are shown; a template."),
            KeySchema("url", .text, "Where *Details* leads; a template."),
        ])

    static let checkAction = SectionSchema(
        "[[rule.do]] with action = \"check\"",
        "Create a check run, or bring the one of this name up to date. With `token`, which may write none, it is a commit status.",
        keys: effectKeys + [
            KeySchema("name", .text, required: true, "As pull requests show it; on one commit it stands for one check run."),
            KeySchema(
                "state", .choice(CheckAction.State.allCases.map(\.rawValue)), default: "completed", "How far it has come."),
            KeySchema(
                "conclusion", .choice(CheckAction.Conclusion.allCases.map(\.rawValue)),
                "What it came to; with `state = \"completed\"`, and only there."),
            KeySchema("title", .text, default: "", "Its headline; a template. Without one, the name."),
            KeySchema("summary", .text, default: "", "Markdown; a template."),
            KeySchema("url", .text, "Where *Details* leads; a template."),
        ])

    static let assignAction = SectionSchema(
        "[[rule.do]] with action = \"assign\"", "Change who is assigned to the issue or pull request.",
        keys: effectKeys + [
            KeySchema("add", .texts, default: [], "Logins to assign; templates."),
            KeySchema("remove", .texts, default: [], "Logins to take off; templates."),
        ])

    static let reviewRequestAction = SectionSchema(
        "[[rule.do]] with action = \"review-request\"", "Ask people for a review of the pull request; its author is left out.",
        keys: effectKeys + [
            KeySchema("reviewers", .texts, default: [], "Logins; templates."),
            KeySchema("teams", .texts, default: [], "Slugs of teams, without their organisation; templates."),
        ])

    static let milestoneAction = SectionSchema(
        "[[rule.do]] with action = \"set-milestone\"", "Put the issue or pull request into a milestone that is there.",
        keys: effectKeys + [
            KeySchema("milestone", .text, required: true, "Its title; a template. An empty text takes the milestone away.")
        ])

    static let closeAction = SectionSchema(
        "[[rule.do]] with action = \"close\"", "Close the issue or pull request.",
        keys: effectKeys + [
            KeySchema("reason", .choice(CloseReason.allCases.map(\.rawValue)), "Why; GitHub keeps it for issues.")
        ])

    static let reopenAction = SectionSchema(
        "[[rule.do]] with action = \"reopen\"", "Open the issue or pull request again.", keys: effectKeys)

    static let lockAction = SectionSchema(
        "[[rule.do]] with action = \"lock\"", "Lock the conversation to those who may write.",
        keys: effectKeys + [KeySchema("reason", .choice(LockReason.allCases.map(\.rawValue)), "Why.")])

    static let replyAction = SectionSchema(
        "[[rule.do]] with action = \"reply\"",
        "Answer where the event was said: on the thread of a review comment, else in the conversation.",
        keys: effectKeys + [KeySchema("body", .text, required: true, "The text; a template.")])

    static let noteAction = SectionSchema(
        "[[rule.do]] with action = \"note\"", "Write an entry into the audit log, and nothing else.",
        keys: effectKeys + [KeySchema("text", .text, required: true, "What it says; a template.")])

    static let notifyAction = SectionSchema(
        "[[rule.do]] with action = \"notify\"", "Send a sentence to an address of the owner's.",
        keys: effectKeys + [
            KeySchema("channel", .text, required: true, "The name of an `[endpoint.NAME]`."),
            KeySchema(
                "text", .text, required: true, "What it says; a template. It is the member `text` of the JSON that is sent."),
        ])

    static let dispatchAction = SectionSchema(
        "[[rule.do]] with action = \"dispatch\"", "Send the event, as GitHub sent it, to an address of the owner's.",
        keys: effectKeys + [KeySchema("endpoint", .text, required: true, "The name of an `[endpoint.NAME]`.")])

    static let scriptAction = SectionSchema(
        "[[rule.do]] with action = \"script\"",
        "Run a program of the server's own. It reads the event as JSON on stdin; a program that was running when the service died is not run again.",
        keys: effectKeys + [
            KeySchema(
                "path", .path, required: true,
                "The program; not below `data-dir`, and nobody but HookBot's user or root may write to it."),
            KeySchema("args", .texts, default: [], "Its arguments, as they are: no templates."),
            KeySchema(
                "env", .texts, default: [],
                "Names of variables handed on from HookBot's own environment; there are no others but PATH."),
            KeySchema("timeout", .duration(.seconds(1)...(.seconds(3600))), default: "60s", "After which it is ended."),
            KeySchema(
                "output", .size(1024...(1 << 20)), default: "64KiB", "What it may write; a program that writes more is ended."),
        ])

    /// The sections of actions, by their word.
    static let actions: [(name: String, schema: SectionSchema)] = [
        ("agent", agentAction), ("comment", commentAction), ("react", reactAction), ("label", labelAction),
        ("status", statusAction), ("check", checkAction), ("assign", assignAction), ("review-request", reviewRequestAction),
        ("set-milestone", milestoneAction), ("close", closeAction), ("reopen", reopenAction), ("lock", lockAction),
        ("reply", replyAction), ("note", noteAction), ("notify", notifyAction), ("dispatch", dispatchAction),
        ("script", scriptAction),
    ]

    static let effectKeys =
        actionKeys + [
            KeySchema(
                "on-failure", .choice(FailureReaction.allCases.map(\.rawValue)), default: "log",
                "What follows once it has failed for good: `comment` says so on the issue or pull request, too.")
        ]
}
