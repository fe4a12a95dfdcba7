/// What a run folder says about its run.
package enum AttachResult: Sendable {
    case running(AgentRun)
    case ended(ExitRecord)
    /// The supervisor is gone without a record, or never came to be.
    case lost
}
