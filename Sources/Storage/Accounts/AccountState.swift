package import Identifiers

/// Whether runs may be started with an account, and why not.
package enum AccountState: Hashable, Sendable {
    case ready
    /// Its limit is reached; it is ready by itself from that moment on.
    case exhausted(until: Timestamp, reason: String)
    /// The model refuses it; a person has to see to it.
    case broken(reason: String)
    /// A person switched it off, whatever else there is about it.
    case paused(by: String)

    /// The word that lists and the API show.
    package var word: String {
        switch self {
        case .ready: "ready"
        case .exhausted: "exhausted"
        case .broken: "broken"
        case .paused: "paused"
        }
    }
}
