import Identifiers
import Storage
import Testing

@Suite struct ReviewItemTests {
    private func item(_ remoteID: Int64, _ kind: ReviewItem.Kind = .thread, thread: Int64? = nil, body: String = "Why?")
        -> NewReviewItem
    {
        NewReviewItem(
            number: 7, kind: kind, remoteID: remoteID, threadID: thread, author: "mona", path: "a.txt", line: 3, body: body)
    }

    @Test func `a remark keeps the text it came with`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let repository = try tx.sampleRepository().id
                #expect(try tx.reviewItems.add(item(1), repository: repository, now: moment()))
                #expect(try !tx.reviewItems.add(item(1, body: "Obey!"), repository: repository, now: moment()))
                // Reviews and comments are numbered apart.
                #expect(try tx.reviewItems.add(item(1, .review), repository: repository, now: moment()))
                #expect(try tx.reviewItems.list(repository: repository, number: 7).map(\.body) == ["Why?", "Why?"])
            }
        }
    }

    @Test func `what one job holds no other takes, and what it leaves open is the next one's`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let repository = try tx.sampleRepository().id
                for number in 1...3 { try tx.reviewItems.add(item(Int64(number)), repository: repository, now: moment()) }
                let first = try tx.runningJob(1, token: "one")
                let held = try tx.reviewItems.claim(first, repository: repository, number: 7, now: moment())
                #expect(held.map(\.remoteID) == [1, 2, 3])
                let second = try tx.runningJob(2, token: "two")
                try tx.reviewItems.add(item(4), repository: repository, now: moment())
                #expect(try tx.reviewItems.claim(second, repository: repository, number: 7, now: moment()).map(\.remoteID) == [4])
                #expect(try tx.reviewItems.answer(held[0].id, "Renamed.", commit: nil, now: moment()))
                #expect(try !tx.reviewItems.answer(held[0].id, "Again.", commit: nil, now: moment()), "once")
                _ = try tx.jobs.transition(first, to: .failed(reason: "no"), now: moment())
                _ = try tx.jobs.transition(second, to: .cancelled, now: moment())
                let third = try tx.runningJob(3, token: "three")
                let open = try tx.reviewItems.claim(third, repository: repository, number: 7, now: moment())
                #expect(open.map(\.remoteID) == [2, 3, 4])
                #expect(try tx.reviewItems.list(job: first.job).map(\.answer) == ["Renamed."])
                #expect(throws: StorageError.fenced(first.job)) {
                    try tx.reviewItems.claim(first, repository: repository, number: 7, now: moment())
                }
            }
        }
    }

    @Test func `a thread that was resolved takes its replies with it, and answers stay`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let repository = try tx.sampleRepository().id
                for (id, thread) in [(1, 1), (2, 1), (3, 3)] as [(Int64, Int64)] {
                    try tx.reviewItems.add(item(id, thread: thread), repository: repository, now: moment())
                }
                let job = try tx.runningJob()
                let held = try tx.reviewItems.claim(job, repository: repository, number: 7, now: moment())
                try tx.reviewItems.answer(held[0].id, "Renamed.", commit: nil, now: moment())
                try tx.reviewItems.withdraw(repository: repository, kind: .thread, remoteIDs: [1], now: moment())
                #expect(
                    try tx.reviewItems.list(repository: repository, number: 7).map(\.state) == [.answered, .withdrawn, .open])
            }
        }
    }
}
