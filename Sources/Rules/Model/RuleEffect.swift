/// What a rule does that is over with one write: on GitHub, at an address of the owner's, by a program of the owner's, or in the
/// audit log alone.
package enum RuleEffect: Sendable, Equatable {
    /// The commit status of one context.
    case status(StatusAction)
    /// The check run of one name; with a token, which may write none, a commit status.
    case check(CheckAction)
    case assign(add: [Template], remove: [Template])
    /// People by their logins, teams by their slugs.
    case requestReview(reviewers: [Template], teams: [Template])
    /// By its title; an empty text takes the milestone away.
    case setMilestone(Template)
    case setOpen(Bool, reason: CloseReason?)
    case lock(reason: LockReason?)
    /// Where the event was said: on the review thread, else in the conversation.
    case reply(Template)
    /// In the audit log, nowhere else.
    case note(Template)
    /// A sentence to an `[endpoint.NAME]`.
    case notify(channel: String, text: Template)
    /// The event to an `[endpoint.NAME]`.
    case dispatch(endpoint: String)
    case script(ScriptAction)

    /// The word of the key `action`.
    package var name: String {
        switch self {
        case .status: "status"
        case .check: "check"
        case .assign: "assign"
        case .requestReview: "review-request"
        case .setMilestone: "set-milestone"
        case .setOpen(let isOpen, _): isOpen ? "reopen" : "close"
        case .lock: "lock"
        case .reply: "reply"
        case .note: "note"
        case .notify: "notify"
        case .dispatch: "dispatch"
        case .script: "script"
        }
    }

    /// The words it adds to the language.
    package static let names = [
        "status", "check", "assign", "review-request", "set-milestone", "close", "reopen", "lock", "reply", "note", "notify",
        "dispatch", "script",
    ]

    /// Every text of it that may hold variables.
    package var templates: [Template] {
        switch self {
        case .status(let status): [status.description] + [status.url].compactMap(\.self)
        case .check(let check): [check.title, check.summary] + [check.url].compactMap(\.self)
        case .assign(let add, let remove): add + remove
        case .requestReview(let reviewers, let teams): reviewers + teams
        case .setMilestone(let title): [title]
        case .reply(let text), .note(let text), .notify(_, let text): [text]
        case .setOpen, .lock, .dispatch, .script: []
        }
    }

    /// One line for people.
    package var summary: String {
        switch self {
        case .status(let status): "status \(status.context): \(status.state.rawValue)"
        case .check(let check): "check \(check.name): \((check.conclusion?.rawValue ?? check.state.rawValue))"
        case .assign(let add, let remove):
            "assign" + (add.map { " +\($0.source)" } + remove.map { " -\($0.source)" }).joined()
        case .requestReview(let reviewers, let teams):
            "review-request " + (reviewers.map(\.source) + teams.map { "team \($0.source)" }).joined(separator: ", ")
        case .setMilestone(let title): title.source.isEmpty ? "set-milestone to none" : "set-milestone '\(title.source)'"
        case .setOpen(_, let reason): name + (reason.map { " as \($0.rawValue)" } ?? "")
        case .lock(let reason): "lock" + (reason.map { " as \($0.rawValue)" } ?? "")
        case .reply, .note: name
        case .notify(let channel, _): "notify '\(channel)'"
        case .dispatch(let endpoint): "dispatch to '\(endpoint)'"
        case .script(let script): "script \(script.path)"
        }
    }

    /// The action of the event that it causes on an issue or pull request, where it is one that rules listen for.
    package var causedAction: String? {
        switch self {
        case .assign(let add, _): add.isEmpty ? "unassigned" : "assigned"
        case .requestReview: "review_requested"
        case .setMilestone(let title): title.source.isEmpty ? "demilestoned" : "milestoned"
        case .setOpen(let isOpen, _): isOpen ? "reopened" : "closed"
        case .lock: "locked"
        case .status, .check, .reply, .note, .notify, .dispatch, .script: nil
        }
    }

    /// What the event must be about, for it to have anything to work on.
    package var need: Need {
        switch self {
        case .status, .check: .commit
        case .assign, .setMilestone, .setOpen, .lock, .reply: .item
        case .requestReview: .pullRequest
        case .note, .notify, .dispatch, .script: .nothing
        }
    }

    package enum Need: Sendable {
        case nothing, item, pullRequest, commit
    }
}
