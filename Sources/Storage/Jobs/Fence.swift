package import Identifiers

/// One attempt's hold on a job: every write of the attempt names it, and writes nothing once the job has moved on.
package struct Fence: Hashable, Sendable {
    package let job: JobID
    package let attempt: Int
    /// Drawn at random for each claim.
    package let token: String

    package init(job: JobID, attempt: Int, token: String) {
        self.job = job
        self.attempt = attempt
        self.token = token
    }
}
