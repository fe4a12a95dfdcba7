/// What an ended run means for its attempt, where that goes on.
enum RunConclusion: Sendable {
    case finished(AgentWork)
    /// Its account, or its share of a day's budget, is used up; another run may take the work over.
    case meansAreSpent

    var work: AgentWork? { if case .finished(let work) = self { work } else { nil } }
}
