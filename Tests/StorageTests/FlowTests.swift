import Identifiers
import JSON
import Storage
import Testing

@Suite struct FlowTests {
    @Test func `as many jobs of a group run as it lets, and no more`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                for number in 1...4 {
                    try tx.sampleJob(number) {
                        $0.concurrencyGroup = "g"
                        $0.concurrencyLimit = 2
                    }
                }
                try tx.sampleJob(5) { $0.concurrencyGroup = "other" }
                #expect(try tx.sampleClaim(token: "1") != nil)
                let second = try #require(try tx.sampleClaim(token: "2"))
                #expect(try tx.sampleClaim(token: "3")?.concurrencyGroup == "other")
                #expect(try tx.sampleClaim(token: "4") == nil)
                let fence = try #require(second.fence)
                #expect(try tx.jobs.transition(fence, to: .completed(.answered), now: moment(1)))
                #expect(try tx.sampleClaim(token: "5")?.concurrencyLimit == 2)
                #expect(try tx.jobs.active(group: "g").count == 3)
            }
        }
    }

    @Test func `jobs of an issue that is paused wait, whatever their state, and those of others do not`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let repository = try tx.sampleRepository()
                for number in 1...3 {
                    try tx.sampleJob(number) { $0.item = JobItem(kind: .issue, number: number == 3 ? 9 : 5, title: "", url: "") }
                }
                try tx.pauses.begin(repository.id, 5, by: "ana", now: moment(1))
                try tx.pauses.begin(repository.id, 5, by: "ben", now: moment(2))
                #expect(try tx.pauses.find(repository.id, 5)?.actor == "ana")
                #expect(try tx.pauses.find(repository.id, 9) == nil)
                #expect(try tx.sampleClaim(token: "1")?.item?.number == 9)
                #expect(try tx.sampleClaim(token: "2") == nil)
                #expect(try tx.jobs.setPriority(7, ofWaitingIn: repository.id, item: 5, now: moment(3)) == 2)
                #expect(try tx.pauses.end(repository.id, 5))
                #expect(try !tx.pauses.end(repository.id, 5))
                #expect(try tx.sampleClaim(token: "3")?.priority == 7)
            }
        }
    }

    @Test func `the last deliveries about an issue are found again, without their bodies`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let ids: [Int64] = try (1...4).compactMap { number in
                    guard case .inserted(let id) = try tx.deliveries.insert(sampleDelivery(number)) else { return nil }
                    return id
                }
                for id in ids.prefix(3) { try tx.deliveries.note(item: "octo/cat#5", of: id) }
                let found = try tx.deliveries.last(about: "octo/cat#5", before: ids[2], limit: 5)
                #expect(found.map(\.id) == [ids[1], ids[0]] && found.allSatisfy { $0.body == nil })
                #expect(try tx.deliveries.last(about: "octo/cat#6", before: ids[3], limit: 5).isEmpty)
            }
        }
    }

    @Test func `the last start of a rule is kept for each thing it was carried out for`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                #expect(try tx.ruleStarts.last(rule: "r", scope: "1#2") == nil)
                try tx.ruleStarts.record(rule: "r", scope: "1#2", delivery: 7, now: moment(1))
                try tx.ruleStarts.record(rule: "r", scope: "1#3", delivery: nil, now: moment(2))
                try tx.ruleStarts.record(rule: "r", scope: "1#2", delivery: 8, now: moment(5))
                let last = try #require(try tx.ruleStarts.last(rule: "r", scope: "1#2"))
                #expect(last.startedAt == moment(5) && last.delivery == 8)
                #expect(try tx.ruleStarts.last(rule: "r", scope: "1#3")?.delivery == nil)
                #expect(try tx.ruleStarts.last(rule: "q", scope: "1#2") == nil)
                try tx.ruleStarts.record(rule: "r", scope: "schedule:a/b", delivery: nil, now: moment(1))
                #expect(try tx.ruleStarts.prune(rule: "q", before: moment(9), limit: 9) == 0)
                #expect(try tx.ruleStarts.prune(rule: "r", before: moment(2), limit: 9) == 1)
                #expect(try tx.ruleStarts.last(rule: "r", scope: "1#3") == nil)
                #expect(try tx.ruleStarts.last(rule: "r", scope: "1#2") != nil)
                #expect(try tx.ruleStarts.last(rule: "r", scope: "schedule:a/b") != nil)
            }
        }
    }

    @Test func `an event joins a job once, and is found by its delivery`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let job = try tx.sampleJob(1) { $0.rule = "r" }
                for _ in 1...2 { try tx.jobs.join(job.id, delivery: 5, trigger: ["event": "a"], now: moment(1)) }
                try tx.jobs.join(job.id, delivery: 6, trigger: ["event": "b"], now: moment(2))
                #expect(try tx.jobs.joinedTriggers(job.id) == [["event": "a"], ["event": "b"]])
                #expect(try tx.jobs.joined(delivery: 6, rule: "r", action: 0) == job.id)
                #expect(try tx.jobs.joined(delivery: 6, rule: "r", action: 1) == nil)
                #expect(try tx.jobs.joined(delivery: 7, rule: "r", action: 0) == nil)
            }
        }
    }

    @Test func `a job is overdue until somebody was asked to end it`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let job = try tx.sampleJob(1) { $0.deadline = moment(10) }
                try tx.sampleJob(2)
                #expect(try tx.jobs.overdue(now: moment(9)).isEmpty)
                #expect(try tx.jobs.overdue(now: moment(10)).map(\.id) == [job.id])
                _ = try tx.jobs.requestCancel(job.id, by: "the timeout", now: moment(11))
                #expect(try tx.jobs.overdue(now: moment(12)).isEmpty)
            }
        }
    }

    @Test func `answers to a bot count within their window, and once for each delivery`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                for (delivery, second) in [(1, 0), (2, 10), (2, 10), (3, 20)] as [(Int64, Int64)] {
                    try tx.botAnswers.record(scope: "s", delivery: delivery, forgetBefore: moment(-600), now: moment(second))
                }
                #expect(try tx.botAnswers.count(scope: "s", since: moment(-1), without: 9) == 3)
                #expect(try tx.botAnswers.count(scope: "s", since: moment(-1), without: 3) == 2)
                #expect(try tx.botAnswers.count(scope: "s", since: moment(10), without: 9) == 1)
                #expect(try tx.botAnswers.count(scope: "t", since: moment(-1), without: 9) == 0)
                try tx.botAnswers.record(scope: "s", delivery: 4, forgetBefore: moment(10), now: moment(30))
                #expect(try tx.botAnswers.count(scope: "s", since: moment(-1), without: 9) == 2)
                #expect(try tx.botAnswers.prune(before: moment(20), limit: 9) == 1)
                #expect(try tx.botAnswers.count(scope: "s", since: moment(-1), without: 9) == 1)
            }
        }
    }
}
