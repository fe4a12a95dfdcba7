package import Identifiers

/// One change that HookBot wants to make on GitHub, as the outbox keeps it until it is made.
package enum WriteRequest: Equatable, Sendable {
    /// What a reaction is set on.
    package enum ReactionTarget: Equatable, Sendable {
        case item(number: Int64)
        case comment(id: Int64)
        case reviewComment(id: Int64)
    }

    package enum StatusState: String, Sendable { case pending, success, failure, error }

    /// A comment that is written once; `marker` finds it again.
    case comment(number: Int64, body: String, marker: String)
    /// A comment that is written once per key and edited from then on.
    case stickyComment(number: Int64, body: String, marker: String)
    /// A reply on a review thread, written once; `thread` is its first comment.
    case threadReply(number: Int64, thread: Int64, body: String, marker: String)
    /// Removes the branch of a merged pull request, unless somebody pushed to it since.
    case deleteBranch(name: String, head: CommitID)
    /// The one reaction that replaces the one before it.
    case reaction(target: ReactionTarget, content: String)
    case addLabels(number: Int64, labels: [String])
    case removeLabels(number: Int64, labels: [String])
    /// `teams` by their slugs.
    case requestReviewers(number: Int64, logins: [String], teams: [String] = [])
    /// A check run as an App, a commit status with a token: GitHub lets only Apps write check runs.
    case status(commit: CommitID, state: StatusState, context: String, description: String, url: String?)

    /// The status of a context; a commit of nil is filled in with what the job pushed.
    case commitStatus(commit: CommitID?, state: StatusState, context: String, description: String, url: String?)
    /// The check run of a name; a commit of nil is filled in with what the job pushed.
    case checkRun(commit: CommitID?, CheckRequest)
    case addAssignees(number: Int64, logins: [String])
    case removeAssignees(number: Int64, logins: [String])
    /// By its title; nil takes the milestone away.
    case setMilestone(number: Int64, title: String?)
    case setOpen(number: Int64, isOpen: Bool, reason: String?)
    case lock(number: Int64, reason: String?)
    /// In the audit log, nowhere else.
    case note(text: String)
    case notify(endpoint: String, text: String)
    case dispatch(endpoint: String)
    case script(ScriptRequest)

    /// What the outbox stores in `kind`.
    package var kind: String {
        switch self {
        case .comment: "comment"
        case .stickyComment: "sticky_comment"
        case .threadReply: "thread_reply"
        case .deleteBranch: "delete_branch"
        case .reaction: "reaction"
        case .addLabels: "add_labels"
        case .removeLabels: "remove_labels"
        case .requestReviewers: "request_reviewers"
        case .status: "status"
        case .commitStatus: "commit_status"
        case .checkRun: "check_run"
        case .addAssignees: "add_assignees"
        case .removeAssignees: "remove_assignees"
        case .setMilestone: "set_milestone"
        case .setOpen: "set_open"
        case .lock: "lock"
        case .note: "note"
        case .notify: "notify"
        case .dispatch: "dispatch"
        case .script: "script"
        }
    }
}
