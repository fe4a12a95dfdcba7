/// How much a log entry matters.
package enum LogLevel: String, CaseIterable, Sendable {
    case debug, info, warning, error
}
