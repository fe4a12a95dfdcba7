import Identifiers
import Storage
import Testing

@Suite struct JobClaimTests {
    @Test func `a claim takes the lease and counts the attempt`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                try tx.sampleJob(1)
                let job = try #require(try tx.sampleClaim(token: "t1", node: "a", at: moment(5)))
                #expect(job.state == .running)
                #expect(job.attempt == 1)
                #expect(job.startedAt == moment(5))
                #expect(job.lease?.node == "a")
                #expect(job.lease?.until == moment(65))
                #expect(job.fence == Fence(job: job.id, attempt: 1, token: "t1"))
                #expect(try tx.sampleClaim() == nil)
            }
        }
    }

    @Test func `the largest priority goes first, then the oldest`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                for (number, priority) in [(1, 0), (2, 5), (3, 0), (4, 5), (5, -1)] {
                    try tx.sampleJob(number, at: moment(Int64(number))) { $0.priority = priority }
                }
                let order = try (1...5).map { try #require(try tx.sampleClaim(token: "t\($0)")).createdAt }
                #expect(order == [2, 4, 1, 3, 5].map { moment($0) })
            }
        }
    }

    /// Caps, and how many of three jobs in one repository and two in another are taken.
    @Test(arguments: [
        (JobCaps(total: 10, perRepository: 10), 5), (JobCaps(total: 10, perRepository: 1), 2),
        (JobCaps(total: 10, perRepository: 2), 4), (JobCaps(total: 3, perRepository: 10), 3),
        (JobCaps(total: 3, perRepository: 2), 3), (JobCaps(total: 0, perRepository: 10), 0),
        (JobCaps(total: 10, perRepository: 0), 0),
    ])
    func `no more jobs run than the caps allow`(caps: JobCaps, expected: Int) async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let (cat, dog) = (try tx.sampleRepository("octo/cat").id, try tx.sampleRepository("octo/dog").id)
                for number in 1...3 { try tx.sampleJob(number, in: cat) }
                for number in 4...5 { try tx.sampleJob(number, in: dog) }
                var taken = 0
                while try tx.sampleClaim(token: "t\(taken)", caps: caps) != nil { taken += 1 }
                #expect(taken == expected)
            }
        }
    }

    @Test func `a busy group keeps its other jobs in line and nobody else's`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                for number in 1...2 { try tx.sampleJob(number, at: moment(Int64(number))) { $0.concurrencyGroup = "issue 1" } }
                try tx.sampleJob(3, at: moment(3)) { $0.concurrencyGroup = "issue 2" }
                try tx.sampleJob(4, at: moment(4))
                try tx.sampleJob(5, at: moment(5))
                let first = try #require(try tx.sampleClaim(token: "t1"))
                let others = try (2...4).map { try #require(try tx.sampleClaim(token: "t\($0)")).createdAt }
                #expect(first.createdAt == moment(1))
                #expect(others == [moment(3), moment(4), moment(5)])
                #expect(try tx.sampleClaim(token: "t5") == nil)
                #expect(try tx.jobs.transition(#require(first.fence), to: .completed(.pushed), now: moment(9)))
                #expect(try tx.sampleClaim(token: "t6")?.createdAt == moment(2))
            }
        }
    }

    @Test func `a postponed job is taken when its time has come, not before`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                #expect(try tx.jobs.reschedule(fence, at: moment(30), note: "overloaded", now: moment(1)))
                let waiting = try #require(try tx.jobs.find(fence.job))
                #expect(waiting.state == .retryWait(until: moment(30)))
                #expect(waiting.status == .queued)
                #expect(waiting.stateNote == "overloaded")
                #expect(try tx.jobs.nextDue() == moment(30))
                #expect(try tx.sampleClaim(at: moment(29)) == nil)
                let job = try #require(try tx.sampleClaim(token: "t2", at: moment(30)))
                #expect(job.attempt == 2)
                #expect(job.notBefore == nil)
            }
        }
    }

    @Test func `many workers never take one job twice`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                for number in 0..<300 { try tx.sampleJob(number) }
            }
            let claimed = await withTaskGroup(of: [JobID].self) { group in
                for worker in 0..<8 {
                    group.addTask {
                        var jobs: [JobID] = []
                        while let job = try? await database.write({ tx in
                            try tx.sampleClaim(
                                token: "\(worker)", node: "\(worker)", caps: .init(total: 1000, perRepository: 1000))
                        }) { jobs.append(job.id) }
                        return jobs
                    }
                }
                return await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.count == 300)
            #expect(Set(claimed).count == 300)
        }
    }
}
