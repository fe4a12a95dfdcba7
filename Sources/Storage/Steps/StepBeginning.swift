package import JSON

/// How a step stands when an attempt comes to it.
package enum StepBeginning: Hashable, Sendable {
    /// Nobody came this far before.
    case fresh
    /// An earlier attempt meant to do this and may have done it: look before doing it again. The stored intent stays.
    case interrupted(intent: JSONValue)
    /// Done; it is not done again.
    case finished(result: JSONValue)
}
