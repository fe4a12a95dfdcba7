internal import AgentRunner
internal import Identifiers
internal import Storage

/// What earlier runs took of the budget of one conversation.
struct ConversationShare: Sendable {
    /// Answers of the model, which is what an agent's program counts as turns.
    var turns = 0
    var time = Duration.zero

    init() {}

    /// Reads what the proxies of the runs recorded.
    init(of session: String, in runs: [Storage.AgentRun]) {
        for run in runs where run.sessionID == session {
            turns += ModelLedger(runFolder: run.folder).answers
            time += max((run.finishedAt ?? run.startedAt) - run.startedAt, .zero)
        }
    }
}
