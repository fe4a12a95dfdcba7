/// What an ended run means for its attempt, where that goes on.
enum RunConclusion: Sendable {
    case finished(AgentWork)
    /// Its account can do no more; another one may take the work over.
    case accountIsSpent

    var work: AgentWork? { if case .finished(let work) = self { work } else { nil } }
}
