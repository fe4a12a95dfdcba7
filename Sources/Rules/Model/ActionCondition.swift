/// `if = { job-outcome = "finished" }`: the action waits for the job and runs when it ended in one of these ways.
package struct ActionCondition: Sendable, Equatable {
    package var jobOutcome: Set<JobOutcome>

    package init(jobOutcome: Set<JobOutcome>) { self.jobOutcome = jobOutcome }
}
