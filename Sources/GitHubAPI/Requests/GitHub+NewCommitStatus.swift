internal import JSON

extension GitHub {
    /// What to say about a commit under one context.
    package struct NewCommitStatus: Hashable, Sendable {
        package var state: GitHub.StatusState
        package var context: String
        /// At most 140 characters.
        package var description: String
        package var targetURL: String?

        package init(_ state: GitHub.StatusState, context: String, description: String, targetURL: String? = nil) {
            self.state = state
            self.context = context
            self.description = description
            self.targetURL = targetURL
        }

        var json: JSONValue {
            .members([
                "state": .string(state.rawValue), "context": .string(context), "description": .string(description),
                "target_url": targetURL.map(JSONValue.string),
            ])
        }
    }
}
