/// Create a check run, or bring the one of this name up to date.
package struct CheckAction: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
        case queued, completed
        case inProgress = "in_progress"
    }

    package enum Conclusion: String, Sendable, CaseIterable {
        case success, failure, neutral, cancelled, skipped
        case actionRequired = "action_required"
    }

    package var name: String
    package var state: State
    /// Of a completed one, and only of that.
    package var conclusion: Conclusion?
    package var title: Template
    package var summary: Template
    package var url: Template?

    package init(
        name: String, state: State, conclusion: Conclusion? = nil, title: Template, summary: Template, url: Template? = nil
    ) {
        self.name = name
        self.state = state
        self.conclusion = conclusion
        self.title = title
        self.summary = summary
        self.url = url
    }
}
