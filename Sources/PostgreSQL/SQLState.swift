/// The five characters by which PostgreSQL names a failure (appendix A of its manual).
package struct SQLState: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ code: String) { description = code }

    /// What a caller should do about the failure.
    package var remedy: Remedy {
        switch description {
        // Serialization, deadlock, lock timeout, statement timeout, a server that starts up or became a standby.
        case "40001", "40P01", "55P03", "57014", "57P03", "25006": .retry
        // The server ended the session: shut down, crashed, dropped its database, or it had been idle for too long.
        case "57P01", "57P02", "57P04", "57P05", "25P03", "25P04": .reconnect
        default:
            switch description.prefix(2) {
            case "08": .reconnect
            case "23": .conflict
            // No memory, no disk, too many connections: it may pass.
            case "53": .retry
            default: .giveUp
            }
        }
    }

    package enum Remedy: Hashable, Sendable {
        /// The same again, later, on the same connection.
        case retry
        /// Another row stands in the way: look at it.
        case conflict
        /// The connection is gone: open another one first.
        case reconnect
        /// It would fail in the same way each time.
        case giveUp
    }
}
