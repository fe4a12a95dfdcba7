package import Identifiers
package import JSON

/// What the service says about itself, one line an entry; every secret it was given is blanked out in what it writes.
package struct Log: Sendable {
    package enum Level: Int, Sendable, Comparable {
        case debug, info, warning, error

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        var name: String {
            switch self {
            case .debug: "debug"
            case .info: "info"
            case .warning: "warning"
            case .error: "error"
            }
        }
    }

    private let minimum: Level
    private let now: @Sendable () -> Timestamp
    private let redactor: Redactor
    private let write: @Sendable (String) -> Void

    /// `write` takes one line without its end; it is called from any thread.
    package init(
        minimum: Level = .info, redactor: Redactor, now: @escaping @Sendable () -> Timestamp,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.minimum = minimum
        self.redactor = redactor
        self.now = now
        self.write = write
    }

    /// Drops everything, for tests that look elsewhere.
    package static let silent = Log(minimum: .error, redactor: Redactor([]), now: { Timestamp(milliseconds: 0) }, write: { _ in })

    package func debug(_ message: String, _ fields: [String: JSONValue] = [:]) { entry(.debug, message, fields) }
    package func info(_ message: String, _ fields: [String: JSONValue] = [:]) { entry(.info, message, fields) }
    package func warning(_ message: String, _ fields: [String: JSONValue] = [:]) { entry(.warning, message, fields) }
    package func error(_ message: String, _ fields: [String: JSONValue] = [:]) { entry(.error, message, fields) }

    private func entry(_ level: Level, _ message: String, _ fields: [String: JSONValue]) {
        guard level >= minimum else { return }
        var members = fields
        members["time"] = .string(now().description)
        members["level"] = .string(level.name)
        members["message"] = .string(message)
        write(redactor.redacted(JSONValue.object(members).text()))
    }
}
