/// The form an answer is asked for in.
package enum AcceptedForm: String, Sendable {
    case json = "application/vnd.github+json"
    /// A file's bytes in place of its description.
    case raw = "application/vnd.github.raw+json"
}
