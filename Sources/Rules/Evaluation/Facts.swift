package import JSON

/// What an evaluation may know besides the event; the caller reads it beforehand, nil stands for "not known".
package struct Facts: Sendable, Hashable {
    /// Of the sender, in the repository of the event.
    package var actorPermission: Permission?
    package var identity: Identity?
    /// What GitHub said about the pull request; null where there is no such value.
    package var pullRequest: [Attribute: JSONValue] = [:]

    package init(actorPermission: Permission? = nil, identity: Identity? = nil) {
        self.actorPermission = actorPermission
        self.identity = identity
    }
}
