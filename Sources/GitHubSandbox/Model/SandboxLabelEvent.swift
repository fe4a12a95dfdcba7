internal import Identifiers

/// A label that was set or taken away, as an issue's history tells it.
struct SandboxLabelEvent: Sendable {
    let id: Int64
    let isSet: Bool
    let label: SandboxLabel
    let actor: Int64
    let at: Timestamp
}
