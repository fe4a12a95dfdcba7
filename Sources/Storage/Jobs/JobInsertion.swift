/// What became of a job that was put in line.
package enum JobInsertion: Hashable, Sendable {
    case inserted(Job)
    /// A job with the same `dedupeKey` was there already.
    case existing(Job)

    package var job: Job {
        switch self {
        case .inserted(let job), .existing(let job): job
        }
    }
}
