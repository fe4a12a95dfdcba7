import Identifiers
import JSON
import Storage
import Testing

@Suite struct GitHubWriteTests {
    private static func comment(_ text: String, key: String? = "status 1") -> NewGitHubWrite {
        NewGitHubWrite(
            kind: "comment", target: "octo/cat#1", payload: ["body": .string(text)], marker: "job/status", coalesceKey: key)
    }

    @Test func `a later edit takes the place of a pending one`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let first = try tx.writes.enqueue(Self.comment("one"), now: moment(1))
                let second = try tx.writes.enqueue(Self.comment("two"), now: moment(2))
                #expect(second.id == first.id)
                #expect(second.revision == 2)
                #expect(second.notBefore == first.notBefore)
                #expect(try tx.writes.nextDue(now: moment(2), limit: 9).map(\.payload) == [["body": "two"]])
                let alone = try tx.writes.enqueue(Self.comment("three", key: nil), now: moment(3))
                let other = try tx.writes.enqueue(Self.comment("four", key: nil), now: moment(3))
                #expect(alone.id != other.id)
                #expect(try tx.writes.counts() == [.pending: 3])
            }
        }
    }

    @Test func `what a dead process had begun is due again soon, and never at once`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let begun = try tx.writes.enqueue(Self.comment("one"), now: moment(1))
                let refused = try tx.writes.enqueue(Self.comment("two", key: nil), now: moment(1))
                try tx.writes.reschedule(begun.id, at: moment(70), note: GitHubWriteStore.begun, now: moment(10))
                try tx.writes.reschedule(refused.id, at: moment(70), note: "503", now: moment(10))
                // However often it is restarted.
                for now in [11, 12, 13] { try tx.writes.resumeBegun(after: .seconds(15), now: moment(Int64(now))) }
                #expect(try tx.writes.find(begun.id)?.notBefore == moment(25))
                #expect(try tx.writes.find(refused.id)?.notBefore == moment(70))
                try tx.writes.resumeBegun(after: .seconds(15), now: moment(40))
                #expect(try tx.writes.find(begun.id)?.notBefore == moment(25), "overdue already")
            }
        }
    }

    @Test func `an edit that comes while the first version is being sent is sent after it`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let sending = try tx.writes.enqueue(Self.comment("one"), now: moment(1))
                try tx.writes.reschedule(sending.id, at: moment(60), note: "being sent", now: moment(1))
                try tx.writes.enqueue(Self.comment("two"), now: moment(2))
                #expect(try !tx.writes.markSent(sending, remoteID: "77", now: moment(3)))
                let next = try #require(try tx.writes.nextDue(now: moment(3), limit: 9).first)
                #expect(next.payload == ["body": "two"])
                #expect(next.remoteID == "77")
                #expect(next.attempts == 0, "the edit itself was never tried")
                #expect(try tx.writes.findSent(coalesceKey: "status 1")?.remoteID == "77")
                #expect(try tx.writes.markSent(next, remoteID: nil, now: moment(4)))
                #expect(try tx.writes.findSent(coalesceKey: "status 1")?.remoteID == "77")
                #expect(try tx.writes.nextDue(now: moment(5), limit: 9).isEmpty)
                #expect(try !tx.writes.markSent(next, remoteID: nil, now: moment(5)))
            }
        }
    }

    @Test func `a sent write makes room for a new one under its key`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let first = try tx.writes.enqueue(Self.comment("one"), now: moment(1))
                #expect(try tx.writes.markSent(first, remoteID: "5", now: moment(2)))
                let second = try tx.writes.enqueue(Self.comment("two"), now: moment(3))
                #expect(second.id != first.id)
                #expect(try tx.writes.findSent(coalesceKey: "status 1")?.id == first.id)
            }
        }
    }

    @Test func `a postponed write waits and the longest due comes first`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let first = try tx.writes.enqueue(Self.comment("one", key: "1"), now: moment(1))
                let second = try tx.writes.enqueue(Self.comment("two", key: "2"), now: moment(2))
                try tx.writes.reschedule(first.id, at: moment(60), note: "secondary limit", now: moment(3))
                #expect(try tx.writes.nextDue(now: moment(59), limit: 9).map(\.id) == [second.id])
                #expect(try tx.writes.nextDue(now: moment(60), limit: 9).map(\.id) == [second.id, first.id])
                #expect(try tx.writes.nextMoment() == moment(2))
                #expect(try tx.writes.find(first.id)?.attempts == 1)
                #expect(try tx.writes.giveUp(second.id, as: .failed, note: "403", now: moment(61)))
                #expect(try !tx.writes.giveUp(second.id, as: .abandoned, note: "late", now: moment(62)))
                #expect(try tx.writes.counts() == [.pending: 1, .failed: 1])
            }
        }
    }
}
