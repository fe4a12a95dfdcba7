internal import Identifiers

/// A webhook of a repository or of the App.
package struct SandboxHook: Sendable, Identifiable {
    enum Scope: Sendable, Hashable {
        case repository(Int64)
        case app
    }

    enum Encoding: String, Sendable {
        case json, form
    }

    package let id: Int64
    let scope: Scope
    package var url: String
    var secret: Secret?
    package var events: [String]
    var encoding: Encoding
    package var isActive: Bool
    let createdAt: Timestamp
    var updatedAt: Timestamp

    func wants(_ event: String) -> Bool { event == "ping" || isActive && (events.contains("*") || events.contains(event)) }
}
