/// A place between an intent, its effect and its record, where tests end the process or hold it up: what may go wrong there is
/// exactly what the step protocol must survive. In a release build reaching one does nothing.
package struct Failpoint: Hashable, Sendable, CustomStringConvertible {
    package let name: String

    package var description: String { name }

    private init(_ name: String) { self.name = name }

    /// A delivery is verified, not yet stored.
    package static let receiveVerified = Failpoint("receive.verified")
    /// It is on disk, not yet acknowledged.
    package static let receiveStored = Failpoint("receive.stored")
    /// The rules have spoken, nothing of it is stored.
    package static let dispatchDecided = Failpoint("dispatch.decided")
    /// Inside the transaction, between jobs and writes and the delivery's new state.
    package static let dispatchStoring = Failpoint("dispatch.storing")
    package static let dispatchStored = Failpoint("dispatch.stored")
    /// A job is claimed, nothing of it has begun.
    package static let jobClaimed = Failpoint("job.claimed")
    /// A run has its row, no process yet.
    package static let runRecorded = Failpoint("run.recorded")
    /// The agent's supervisor lives, the row does not know it.
    package static let runStarted = Failpoint("run.started")
    /// The agent has ended, the row does not know it.
    package static let runEnded = Failpoint("run.ended")
    /// The run is closed, the step is not.
    package static let runClosed = Failpoint("run.closed")
    /// How the attempt ended is decided, not recorded.
    package static let jobEnding = Failpoint("job.ending")
    /// Inside the transaction that ends a job, before its state changes.
    package static let jobStoring = Failpoint("job.storing")
    package static let jobEnded = Failpoint("job.ended")
    /// A write's intent is on record, GitHub has not been asked.
    package static let writeBegun = Failpoint("write.begun")
    /// GitHub has done it, the record does not know.
    package static let writeAnswered = Failpoint("write.answered")
    package static let writeRecorded = Failpoint("write.recorded")

    /// Where a step of a job stands.
    package enum Arrow: String, CaseIterable, Sendable {
        /// The intent is on record, nothing has happened.
        case intended
        /// It has happened, the record does not know.
        case done
        case recorded
    }

    package static func step(_ step: JobStepName, _ arrow: Arrow) -> Failpoint {
        Failpoint("step.\(step.rawValue).\(arrow.rawValue)")
    }

    /// Every one there is, in the order in which a job passes them.
    package static let all: [Failpoint] =
        [receiveVerified, receiveStored, dispatchDecided, dispatchStoring, dispatchStored, jobClaimed]
        + JobStepName.allCases.filter { $0 != .finish }.flatMap { step in
            let around = Arrow.allCases.map { Failpoint.step(step, $0) }
            return step == .agent ? [around[0], runRecorded, runStarted, runEnded, runClosed, around[1], around[2]] : around
        } + [jobEnding, jobStoring, jobEnded, writeBegun, writeAnswered, writeRecorded]
}
