internal import Identifiers
internal import Storage

/// How one attempt at a job ended, thrown by whichever step knew.
enum JobEnd: Error, Equatable {
    case completed(JobOutcome, note: String)
    /// No later attempt would do better.
    case failed(String)
    /// The gate held the change back.
    case rejected([String])
    case superseded(String)
    case cancelled(by: String)
    /// The same step may succeed later.
    case retry(String)
    /// Not before that moment, and without using up an attempt.
    case wait(until: Timestamp, why: String, forAccount: Bool = false)
    /// Another attempt owns the job now; this one must not write another word.
    case fenced
    /// The service is stopping: the job goes back as it stands, without using up an attempt.
    case draining
}
