/// An error keeps a configuration from being used; a warning does not.
package enum DiagnosticSeverity: String, Sendable {
    case error, warning
}
