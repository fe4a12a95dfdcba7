import Identifiers
import JSON
import Storage
import TestSupport
import Testing

@Suite struct FenceTests {
    /// Two nodes claim, renew, move, cancel and lose jobs in any order; a model knows who holds what.
    @Test(arguments: 1...20)
    func `a stale fence never writes`(seed: UInt64) async throws {
        try await withDatabase { database in
            try await database.write { tx in
                var random = SeededGenerator(state: seed)
                var holders: [JobID: Fence] = [:]
                var leases: [JobID: Timestamp] = [:]
                var issued: [Fence] = []
                for number in 0..<4 { try tx.sampleJob(number) { $0.maxAttempts = 100 } }
                for step in 0..<250 {
                    let now = moment(Int64(step))
                    let fence = issued.randomElement(using: &random)
                    let isHeld = fence.map { holders[$0.job] == $0 } ?? false
                    switch Int.random(in: 0..<9, using: &random) {
                    case 0, 1:
                        let node = Bool.random(using: &random) ? "a" : "b"
                        if let job = try tx.sampleClaim(token: "t\(step)", node: node, at: now), let taken = job.fence {
                            #expect(holders[job.id] == nil)
                            holders[job.id] = taken
                            leases[job.id] = now + .seconds(60)
                            issued.append(taken)
                        }
                    case 2:
                        guard let fence else { continue }
                        #expect(try tx.jobs.renewLease(fence, until: now + .seconds(60)) == isHeld)
                        if isHeld { leases[fence.job] = now + .seconds(60) }
                    case 3:
                        guard let fence else { continue }
                        let ends: [JobState] = [
                            .queued, .waitingForInput, .retryWait(until: now + .seconds(3)), .completed(.pushed),
                        ]
                        let target = ends.randomElement(using: &random) ?? .queued
                        #expect(try tx.jobs.transition(fence, to: target, now: now) == isHeld)
                        if isHeld { holders[fence.job] = nil }
                    case 4:
                        guard let fence else { continue }
                        let begun = Result { try tx.steps.begin(fence, step: "push", ordinal: step, now: now) }
                        #expect((try? begun.get()) == (isHeld ? .fresh : nil))
                    case 5:
                        guard let fence else { continue }
                        var facts = JobFacts()
                        facts.turns = step
                        let recorded = Result { try tx.jobs.record(facts, for: fence, now: now) }
                        #expect((try? recorded.get()) != nil ? isHeld : !isHeld)
                    case 6:
                        for job in try tx.jobs.releaseExpired(now: now, crashLimit: 1000) {
                            #expect(try #require(leases[job.id]) < now)
                            #expect(holders.removeValue(forKey: job.id) != nil)
                        }
                    case 7:
                        guard let fence else { continue }
                        _ = try tx.jobs.apply(.answered, to: fence.job, actor: "mona", now: now)
                    default:
                        guard step > 150, let fence else { continue }
                        let outcome = try tx.jobs.requestCancel(fence.job, by: "mona", now: now)
                        #expect(outcome.wasRunning == (holders[fence.job] != nil))
                    }
                    for fence in issued { #expect(try tx.jobs.holds(fence) == (holders[fence.job] == fence)) }
                }
                #expect(!issued.isEmpty)
                #expect(try tx.auditInvariants().isEmpty)
            }
        }
    }

    /// The same job with what an attempt that does not hold it might say.
    @Test(arguments: [(0, "t2"), (-1, "token"), (0, "token"), (1, "t2"), (-1, "t2"), (0, "")])
    func `every fenced store refuses who does not hold the job`(attemptsAway: Int, token: String) async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let first = try tx.runningJob()
                _ = try tx.steps.begin(first, step: "push", now: moment())
                #expect(try tx.jobs.transition(first, to: .queued, now: moment()))
                let current = try #require(try tx.sampleClaim(token: "t2")?.fence)
                let fence = Fence(job: current.job, attempt: current.attempt + attemptsAway, token: token)
                if fence == current {
                    #expect(try tx.steps.begin(fence, step: "other", now: moment()) == .fresh)
                    return
                }
                let error = StorageError.fenced(fence.job)
                #expect(throws: error) { try tx.steps.begin(fence, step: "push", now: moment()) }
                #expect(throws: error) { try tx.steps.begin(fence, step: "other", now: moment()) }
                #expect(throws: error) { try tx.steps.finish(fence, step: "push", now: moment()) }
                #expect(throws: error) { try tx.steps.replaceIntent(fence, step: "push", intent: [:], now: moment()) }
                #expect(throws: error) { try tx.steps.forget(fence, step: "push") }
                #expect(throws: error) { try tx.runs.start(fence, NewRun(alias: "ada", folder: "/tmp/r"), now: moment()) }
                #expect(throws: error) { try tx.workspaces.create(fence, path: "/tmp/w", now: moment()) }
                #expect(throws: error) { try tx.jobs.record(JobFacts(), for: fence, now: moment()) }
                #expect(throws: error) { try tx.jobs.cancelRequested(fence) }
                #expect(try !tx.jobs.renewLease(fence, until: moment(99)))
                #expect(try !tx.jobs.transition(fence, to: .cancelled, now: moment()))
                #expect(try tx.steps.step(fence.job, "push")?.finishedAt == nil)
                #expect(try tx.jobs.holds(current))
            }
        }
    }
}
