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
        return event.value(of: attribute).map(Value.present) ?? .missing
    }
}
