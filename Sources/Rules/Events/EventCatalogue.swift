/// Every event GitHub sends to webhooks, with its actions, and `schedule`, which HookBot makes for itself.
package enum EventCatalogue {
    /// Without actions, sorted.
    package static let eventNames = actionsByEvent.keys.sorted()

    /// `push`, `issues`, `issues.labeled`, …
    package static let names = eventNames.flatMap { event in
        [event] + (actionsByEvent[event] ?? []).map { "\(event).\($0)" }
    }

    /// nil for an event that does not exist, empty for one without actions.
    package static func actions(of event: String) -> [String]? { actionsByEvent[event] }

    /// Whoever dispatches a `repository_dispatch` makes up its action.
    package static func takesAnyAction(_ event: String) -> Bool { event == "repository_dispatch" }

    private static let actionsByEvent: [String: [String]] = {
        var result: [String: [String]] = [:]
        for line in eventTable.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            result[words[0]] = Array(words.dropFirst())
        }
        return result
    }()
}
