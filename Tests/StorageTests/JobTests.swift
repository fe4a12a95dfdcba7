import Identifiers
import JSON
import Storage
import Testing

@Suite struct JobTests {
    @Test func `a job comes back as it was queued`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                _ = try tx.deliveries.insert(sampleDelivery(1))
                let job = try tx.sampleJob(1) {
                    $0.branchName = BranchName("hookbot/fix-1")
                    $0.title = "Fix"
                    $0.delivery = 1
                    $0.rule = "triage"
                    $0.actionIndex = 2
                    $0.item = JobItem(kind: .issue, number: 12, title: "It breaks", url: "https://example.invalid/12")
                    $0.settings = ["model": "opus"]
                    $0.trigger = ["text": "do\u{0}it"]
                    $0.priority = 7
                    $0.baseBranch = "main"
                }
                let found = try #require(try tx.jobs.find(job.id))
                #expect(found == job)
                #expect(found.branchName == "hookbot/fix-1")
                #expect(found.item == JobItem(kind: .issue, number: 12, title: "It breaks", url: "https://example.invalid/12"))
                #expect(found.settings == ["model": "opus"])
                #expect(found.trigger == ["text": "do\u{0}it"])
                #expect(found.state == .queued)
                #expect(found.status == .queued)
                #expect(found.createdAt == moment())
                #expect(found.fence == nil)
            }
        }
    }

    @Test func `one key makes one job`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let first = try tx.sampleJob(1) { $0.dedupeKey = "delivery 1, rule triage" }
                let repository = try tx.sampleRepository()
                var again = NewJob(
                    id: try #require(JobID(identifier(2))), repository: repository.id, prompt: "Else", kind: "implement",
                    source: "rule")
                again.dedupeKey = "delivery 1, rule triage"
                #expect(try tx.jobs.insert(again, now: moment(1)) == .existing(first))
                #expect(try tx.jobs.list().total == 1)
                try tx.sampleJob(3)
                try tx.sampleJob(4)
                #expect(try tx.jobs.list().total == 3)
            }
        }
    }

    @Test func `the filter and the page size do not change the exact total`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let other = try tx.sampleRepository("octo/dog").id
                for number in 1...6 { try tx.sampleJob(number, at: moment(Int64(number))) }
                try tx.sampleJob(7, in: other, at: moment(7))
                _ = try tx.sampleClaim()
                let queued = try tx.jobs.list(JobFilter(states: [.queued]), limit: 2, offset: 1)
                #expect(queued.total == 6)
                #expect(queued.jobs.map(\.createdAt) == [moment(6), moment(5)])
                #expect(try tx.jobs.list(JobFilter(repository: other)).jobs.map(\.createdAt) == [moment(7)])
                #expect(try tx.jobs.list(JobFilter(states: [.running, .failed])).total == 1)
                #expect(try tx.jobs.list().total == 7)
                #expect(try tx.jobs.counts() == [.queued: 6, .running: 1])
            }
        }
    }

    @Test func `the place in line follows priority, then age`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let old = try tx.sampleJob(1, at: moment(1))
                let young = try tx.sampleJob(2, at: moment(2))
                let urgent = try tx.sampleJob(3, at: moment(3)) { $0.priority = 1 }
                #expect(try [urgent, old, young].map { try tx.jobs.position($0.id) } == [1, 2, 3])
                #expect(try tx.jobs.queue().map(\.id) == [urgent.id, old.id, young.id])
                _ = try tx.sampleClaim()
                #expect(try [urgent, old, young].map { try tx.jobs.position($0.id) } == [nil, 1, 2])
            }
        }
    }

    @Test func `facts are added without losing the earlier ones`() async throws {
        try await withDatabase { database in
            let base = try sampleCommit("a")
            try await database.write { tx in
                let fence = try tx.runningJob()
                var facts = JobFacts()
                facts.base = base
                facts.worktreePath = "/tmp/tree"
                try tx.jobs.record(facts, for: fence, now: moment(1))
                facts = JobFacts()
                facts.pullRequestNumber = 9
                facts.costUSD = 1.25
                try tx.jobs.record(facts, for: fence, now: moment(2))
                let job = try #require(try tx.jobs.find(fence.job))
                #expect(job.base == base)
                #expect(job.worktreePath == "/tmp/tree")
                #expect(job.pullRequestNumber == 9)
                #expect(job.costUSD == 1.25)
                #expect(job.updatedAt == moment(2))
            }
        }
    }
}
