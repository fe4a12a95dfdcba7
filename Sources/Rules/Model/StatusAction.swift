/// Set the status of a commit.
package struct StatusAction: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable { case pending, success, failure, error }

    package var context: String
    package var state: State
    package var description: Template
    package var url: Template?

    package init(context: String, state: State, description: Template, url: Template? = nil) {
        self.context = context
        self.state = state
        self.description = description
        self.url = url
    }
}
