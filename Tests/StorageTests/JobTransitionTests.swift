import Identifiers
import JSON
import Storage
import Testing

@Suite struct JobTransitionTests {
    @Test(arguments: [
        JobState.completed(.pullRequest), .completed(.noChanges), .failed(reason: "it broke"), .rejected(reason: "a secret"),
        .superseded(reason: "closed"), .cancelled,
    ])
    func `an ended job stays as it ended`(end: JobState) async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                #expect(try tx.jobs.transition(fence, to: end, now: moment(5)))
                let ended = try #require(try tx.jobs.find(fence.job))
                #expect(ended.state == end)
                #expect(ended.status == end.s1Status)
                #expect(ended.completedAt == moment(5))
                #expect(ended.error == end.reason)
                #expect(ended.lease == nil)
                for state in [JobState.queued, .running, .cancelled, .completed(.answered)] {
                    #expect(try !tx.jobs.transition(fence, to: state, now: moment(6)))
                }
                for event in [JobEvent.cancelled, .answered, .failed(reason: "late"), .claimed] {
                    #expect(try !tx.jobs.apply(event, to: fence.job, actor: "mona", now: moment(6)))
                }
                #expect(try tx.jobs.requestCancel(fence.job, by: "mona", now: moment(6)) == .alreadyFinished)
                #expect(try tx.jobs.find(fence.job) == ended)
                #expect(try tx.auditInvariants().isEmpty)
            }
        }
    }

    @Test func `every move is in the audit log with who made it`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                #expect(try tx.jobs.transition(fence, to: .waitingForInput, note: "which one?", now: moment(1)))
                #expect(try tx.jobs.apply(.answered, to: fence.job, actor: "mona", now: moment(2)))
                let again = try #require(try tx.sampleClaim(token: "t2", node: "b")?.fence)
                #expect(try tx.jobs.transition(again, to: .completed(.answered), now: moment(3)))
                let history = try tx.audit.list(about: .job(fence.job))
                #expect(
                    history.map { "\($0.actor) \($0.action)" } == [
                        "rule job.created", "a job.claimed", "a job.waiting_for_input", "mona job.queued", "b job.claimed",
                        "b job.completed",
                    ])
                #expect(history.last?.details["attempt"] == 2)
            }
        }
    }

    @Test func `cancelling says whether somebody was at it`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let queued = try tx.sampleJob(1)
                #expect(try tx.jobs.requestCancel(queued.id, by: "mona", now: moment(1)) == .cancelled)
                #expect(try tx.jobs.find(queued.id)?.state == .cancelled)
                #expect(try tx.jobs.find(queued.id)?.cancelRequestedBy == "mona")
                let fence = try tx.runningJob(2)
                #expect(try !tx.jobs.cancelRequested(fence))
                let outcome = try tx.jobs.requestCancel(fence.job, by: "mona", now: moment(2))
                #expect(outcome == .requested)
                #expect(outcome.wasRunning)
                #expect(try tx.jobs.cancelRequested(fence))
                #expect(try tx.jobs.find(fence.job)?.state == .running)
                #expect(try tx.jobs.transition(fence, to: .cancelled, now: moment(3)))
                let nobody = try #require(JobID(identifier(99)))
                #expect(try tx.jobs.requestCancel(nobody, by: "mona", now: moment(4)) == .notFound)
            }
        }
    }

    @Test func `a lost worker's job goes back in line until it has cost too many workers`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let job = try tx.sampleJob(1)
                for crash in 1...3 {
                    let claimed = try #require(try tx.sampleClaim(token: "t\(crash)", at: moment(Int64(crash) * 100)))
                    #expect(claimed.attempt == crash)
                    #expect(try tx.jobs.releaseExpired(now: moment(Int64(crash) * 100 + 60)).isEmpty)
                    let released = try tx.jobs.releaseExpired(now: moment(Int64(crash) * 100 + 61))
                    #expect(released.map(\.crashes) == [crash])
                    #expect(released.map(\.attempt) == [crash])
                    #expect(released.first?.state.name == (crash < 3 ? .queued : .failed))
                }
                #expect(try tx.jobs.find(job.id)?.error?.hasPrefix("poisoned") == true)
                #expect(try tx.sampleClaim(at: moment(900)) == nil)
            }
        }
    }

    @Test func `a restart takes the jobs of its own node and of no other`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                for (number, node) in [(1, "a"), (2, "b"), (3, "c")] {
                    try tx.sampleJob(number)
                    _ = try tx.sampleClaim(token: "t\(number)", node: node)
                }
                #expect(try tx.jobs.releaseOwned(byDeadNode: "b", now: moment(1)).count == 1)
                #expect(try tx.jobs.counts() == [.running: 2, .queued: 1])
            }
        }
    }

    @Test func `a job whose worker died after a cancel was asked for is cancelled`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                _ = try tx.jobs.requestCancel(fence.job, by: "mona", now: moment(1))
                #expect(try tx.jobs.releaseExpired(now: moment(100)).map(\.state) == [.cancelled])
            }
        }
    }

    @Test func `an interruption uses up neither an attempt nor a crash`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                let before = try #require(try tx.jobs.find(fence.job))
                #expect(try tx.jobs.interrupt(fence, now: moment(1)))
                let after = try #require(try tx.jobs.find(fence.job))
                #expect(after.state == .queued)
                #expect(after.crashes == 0)
                #expect(after.maxAttempts - after.attempt == before.maxAttempts - before.attempt + 1)
                #expect(try !tx.jobs.interrupt(fence, now: moment(2)))
            }
        }
    }
}
