internal import Identifiers
internal import JSON
internal import Storage

/// What the recorded steps of a job say it made.
struct JobResult: Sendable {
    var branch: String?
    var files: [String] = []
    var pushed: CommitID?
    var pullRequest: JobPullRequest?
    var work: AgentWork?
    /// Remarks that were given to the job, in the order of their numbers.
    var items: [ReviewItem] = []
    var elapsed: Duration?
    /// Of all its runs so far.
    var costUSD: Double?

    init(_ tx: Transaction, job: Job, now: Timestamp) throws {
        for step in try tx.steps.list(job.id) {
            guard let result = step.result else { continue }
            switch JobStepName(rawValue: step.name) {
            case .fetch: branch = result["branch"]?.string
            case .importTree: files = JobChange(json: result)?.files ?? []
            // A push on top of what others pushed sent another commit than was first meant.
            case .push: pushed = (result["commit"] ?? step.intent["commit"])?.string.flatMap { CommitID($0) }
            case .pullRequest: pullRequest = JobPullRequest(json: result)
            case .agent: work = AgentWork(json: result)
            case .workspace, .commit, .finish, nil: break
            }
        }
        costUSD = try tx.jobs.find(job.id)?.costUSD
        items = try tx.reviewItems.list(job: job.id)
        elapsed = job.startedAt.map { now - $0 }
    }
}
