package import Identifiers

/// A job taken from a lost worker.
package struct ReleasedJob: Hashable, Sendable {
    package let id: JobID
    /// The attempt that was lost.
    package let attempt: Int
    package let crashes: Int
    package let state: JobState
}
