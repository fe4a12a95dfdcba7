internal import JSON

/// Where the leaves of a condition find their values.
struct ValueSource {
    enum Value {
        case present(JSONValue)
        case missing
        case unknown
    }

    let event: Event
    let facts: Facts

    func value(of attribute: Attribute) -> Value {
        if attribute == .actorPermission {
            return facts.actorPermission.map { .present(.string($0.rawValue)) } ?? .unknown
        }
        if attribute.isOfPullRequest, event.pullRequestNumber != nil {
            return facts.pullRequest[attribute].map { $0.isNull ? .missing : .present($0) } ?? .unknown
        }
        return event.value(of: attribute).map(Value.present) ?? .missing
    }
}
