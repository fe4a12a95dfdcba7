import Identifiers
import Storage
import Testing

@Suite struct AccountTests {
    @Test func `a run that starts and ends counts once for its account and its job`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                let run = try tx.runs.start(fence, NewRun(alias: "run-1", folder: "/r", account: "main"), now: moment(1))
                #expect(try tx.runs.finish(run, RunEnd(reason: "finished", costUSD: 0.25), now: moment(2)))
                #expect(try !tx.runs.finish(run, RunEnd(reason: "again", costUSD: 0.25), now: moment(3)))
                let second = try tx.runs.start(fence, NewRun(alias: "run-2", folder: "/s", account: "main"), now: moment(4))
                #expect(try tx.runs.finish(second, RunEnd(reason: "lost"), now: moment(5)))
                let account = try #require(try tx.accounts.find("main"))
                #expect(account.uses == 2 && account.spentUSD == 0.25 && account.lastUsedAt == moment(4))
                #expect(try tx.jobs.find(fence.job)?.costUSD == 0.25)
                #expect(try tx.runs.spend(account: "main", since: moment(2)) == 0.25)
                #expect(try tx.runs.spend(account: "main", since: moment(3)) == 0)
            }
        }
    }

    @Test func `a limit ends by itself and an order to pause does not`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                #expect(try tx.accounts.exhaust("main", until: moment(60), reason: "used up", fence, now: moment(1)))
                let exhausted = try #require(try tx.accounts.find("main"))
                #expect(exhausted.state(at: moment(59)) == .exhausted(until: moment(60), reason: "used up"))
                #expect(exhausted.state(at: moment(60)) == .ready)
                #expect(try tx.accounts.pause("main", by: "ana", now: moment(2)))
                #expect(try !tx.accounts.pause("main", by: "bob", now: moment(2)))
                #expect(try tx.accounts.find("main")?.state(at: moment(600)) == .paused(by: "ana"))
                #expect(try tx.accounts.resume("main", by: "ana", now: moment(3)))
                #expect(try !tx.accounts.resume("main", by: "ana", now: moment(3)))
                #expect(try tx.accounts.find("main")?.state(at: moment(3)) == .ready)
                let history = try tx.audit.list(about: AuditSubject(kind: "account", id: "main")).map(\.action)
                #expect(history == ["account.exhausted", "account.paused", "account.resumed"])
            }
        }
    }

    @Test func `a limit that several runs met counts once, at the latest end that was told`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                #expect(try tx.accounts.exhaust("main", until: moment(60), reason: "a", fence, now: moment(1)))
                #expect(try !tx.accounts.exhaust("main", until: moment(90), reason: "b", fence, now: moment(2)))
                #expect(try !tx.accounts.exhaust("main", until: moment(50), reason: "c", fence, now: moment(2)))
                let account = try #require(try tx.accounts.find("main"))
                #expect(account.recorded == .exhausted(until: moment(90), reason: "a") && account.strikes == 1)
                #expect(try tx.accounts.exhaust("main", until: moment(200), reason: "d", fence, now: moment(90)))
                #expect(try tx.accounts.find("main")?.strikes == 2)
                try tx.accounts.recordSuccess("main", now: moment(91))
                #expect(try tx.accounts.find("main")?.strikes == 0)
            }
        }
    }

    @Test func `a broken account is news once and stays so until a person or a new key says otherwise`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                #expect(try tx.accounts.enroll("main", fingerprint: "a", now: moment(0)))
                #expect(try tx.accounts.breakDown("main", reason: "401", fence, now: moment(1)))
                #expect(try !tx.accounts.breakDown("main", reason: "401", fence, now: moment(2)))
                #expect(try !tx.accounts.exhaust("main", until: moment(9), reason: "late", fence, now: moment(2)))
                #expect(try !tx.accounts.enroll("main", fingerprint: "a", now: moment(3)))
                #expect(try tx.accounts.find("main")?.recorded == .broken(reason: "401"))
                #expect(try tx.accounts.enroll("main", fingerprint: "b", now: moment(4)))
                #expect(try tx.accounts.find("main")?.recorded == .ready)
            }
        }
    }

    @Test func `an attempt that lost its job sets no account aside`() async throws {
        try await withDatabase { database in
            let fence = try await database.write { tx in
                let fence = try tx.runningJob()
                #expect(try tx.jobs.transition(fence, to: .queued, now: moment(1)))
                return fence
            }
            await #expect(throws: StorageError.fenced(fence.job)) {
                try await database.write { tx in
                    _ = try tx.accounts.exhaust("main", until: moment(9), reason: "used up", fence, now: moment(2))
                }
            }
            await #expect(throws: StorageError.fenced(fence.job)) {
                try await database.write { tx in
                    _ = try tx.accounts.breakDown("main", reason: "401", fence, now: moment(2))
                }
            }
            try await database.read { tx throws in #expect(try tx.accounts.list().isEmpty) }
        }
    }

    @Test(arguments: [true, false])
    func `a word that an account may be used again ends the wait of those that wait for one, and of no other`(
        forAccount: Bool
    ) async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                #expect(try tx.accounts.pause("main", by: "ana", now: moment(1)))
                #expect(
                    try tx.jobs.wait(fence, until: moment(900), note: "waiting", forAccount: forAccount, now: moment(2)))
                #expect(try tx.accounts.resume("main", by: "ana", now: moment(3)))
                #expect(try tx.jobs.nextDue() == moment(forAccount ? 3 : 900))
            }
        }
    }

    @Test func `a job that was claimed since its wait for an account is not hastened out of another wait`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let first = try tx.runningJob()
                #expect(try tx.accounts.pause("main", by: "ana", now: moment(1)))
                #expect(try tx.jobs.wait(first, until: moment(10), note: "waiting", forAccount: true, now: moment(2)))
                let second = try #require(try tx.sampleClaim(token: "t2", at: moment(10))?.fence)
                #expect(try tx.jobs.reschedule(second, at: moment(900), note: "GitHub is away", now: moment(11)))
                #expect(try tx.accounts.resume("main", by: "ana", now: moment(12)))
                #expect(try tx.jobs.nextDue() == moment(900))
            }
        }
    }
}
