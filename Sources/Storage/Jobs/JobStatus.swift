/// The five words of `agent_jobs.status`.
package enum JobStatus: String, CaseIterable, Sendable {
    case queued, running, completed, failed, cancelled
}
