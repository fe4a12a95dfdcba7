package import JSON

/// Something that happened on GitHub, as its webhook told it.
package struct Event: Sendable, Equatable {
    /// `X-GitHub-Event`.
    package let name: String
    /// The payload's `action`; not every event has one.
    package let action: String?
    package let payload: JSONValue

    package init(name: String, payload: JSONValue) {
        self.name = name
        self.action = payload["action"]?.string
        self.payload = payload
    }

    /// The event that HookBot makes for itself when a rule's schedule comes round; GitHub sends none of this name to webhooks.
    package static let schedule = "schedule"

    /// The rule whose schedule came round; nil for what GitHub sends.
    package var scheduledRule: String? { name == Self.schedule ? payload["schedule"]?["rule"]?.string : nil }

    /// The number of the pull request that it is about; nil where it is about none.
    package var pullRequestNumber: Int64? { Item.pullRequest(of: payload) }

    /// `issues.labeled`, or `push` without an action.
    package var fullName: String { action.map { "\(name).\($0)" } ?? name }
}
