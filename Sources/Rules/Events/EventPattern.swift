internal import Patterns

/// What a rule listens to: `issues.labeled`, `push`, or `issues.*` for every action.
package struct EventPattern: Sendable, Hashable, CustomStringConvertible {
    package let event: String
    /// nil for every action.
    package let action: String?

    package init(event: String, action: String?) {
        self.event = event
        self.action = action
    }

    /// Reads and checks against the catalogue of events.
    package init(_ text: String) throws(RuleProblem) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let actions = EventCatalogue.actions(of: parts[0]) else { throw Self.unknown(text) }
        event = parts[0]
        guard parts.count == 2 else {
            action = nil
            return
        }
        if parts[1] == "*" {
            action = nil
        } else if EventCatalogue.takesAnyAction(parts[0]) || actions.contains(parts[1]) {
            action = parts[1]
        } else if actions.isEmpty {
            throw RuleProblem(
                .unknownEvent, "'\(parts[0])' has no actions", help: "write '\(parts[0])'", offset: parts[0].utf8.count)
        } else {
            throw Self.unknown(text)
        }
    }

    package func matches(_ event: Event) -> Bool {
        event.name == self.event && (action == nil || event.action == action)
    }

    /// Whether what it is about can be a pull request.
    package var mayConcernPullRequest: Bool { event.hasPrefix("pull_request") || event == "issue_comment" }

    /// Whether what it is about can be an issue or a pull request.
    package var mayConcernItem: Bool { mayConcernPullRequest || event == "issues" }

    /// Whether it names a commit; see `Event.commit`.
    package var mayHaveCommit: Bool { event.hasPrefix("pull_request") || Event.commitEvents.contains(event) }

    /// `issues.*` for every action, `push` for an event that has none.
    package var description: String {
        if let action { return "\(event).\(action)" }
        return EventCatalogue.actions(of: event)?.isEmpty == false ? "\(event).*" : event
    }

    private static func unknown(_ text: String) -> RuleProblem {
        var near = suggestions(for: text, among: EventCatalogue.names)
        if near.isEmpty, let dot = text.firstIndex(of: ".") {
            let event = String(text[..<dot])
            let action = String(text[text.index(after: dot)...])
            if let actions = EventCatalogue.actions(of: event) {
                let known = actions.map { "\(event).\($0)" }.joined(separator: ", ")
                return RuleProblem(
                    .unknownEvent, "'\(text)' is not an event",
                    help: "'\(event)' has these actions: \(known)", offset: event.utf8.count + 1)
            }
            // Both halves may be a slip away, such as issue.label.
            near = suggestions(for: event, among: EventCatalogue.eventNames).flatMap { name in
                let actions = EventCatalogue.actions(of: name) ?? []
                let words = actions.contains(action) ? [action] : suggestions(for: action, among: actions)
                return words.isEmpty ? [name] : words.map { "\(name).\($0)" }
            }
        }
        return RuleProblem(
            .unknownEvent, "'\(text)' is not an event", help: RuleProblem.didYouMean(Array(near.prefix(3))), offset: 0)
    }
}
