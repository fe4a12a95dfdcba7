import Engine
import Identifiers
import JSON
import Storage
import TestSupport
import Testing

@Suite struct WriteOrderTests {
    private static let now = Timestamp(milliseconds: 1_800_000_000_000)

    /// Writes by number, with the item they are about; `tried` ones wait for another try.
    private func order(_ writes: [(kind: String, item: Int64)], tried: Set<Int> = []) async throws -> [Int] {
        try await withTemporaryFolder { folder in
            let database = try await Database.open(path: "\(folder)/x.db")
            let order = try await database.write { tx in
                var ids: [Int64] = []
                for (index, write) in writes.enumerated() {
                    let payload: JSONValue =
                        write.kind == "add_labels"
                        ? WriteRequest.addLabels(number: write.item, labels: ["a"]).json
                        : WriteRequest.status(
                            commit: try #require(CommitID(String(repeating: "a", count: 40))), state: .success, context: "c",
                            description: "", url: nil
                        ).json
                    let stored = try tx.writes.enqueue(
                        NewGitHubWrite(kind: write.kind, target: "octo/cat", payload: payload, coalesceKey: "\(index)"),
                        now: Self.now)
                    ids.append(stored.id)
                    if tried.contains(index) {
                        try tx.writes.reschedule(stored.id, at: Self.now + .seconds(60), note: "no answer", now: Self.now)
                    }
                }
                let next = WriteOrder.next(
                    try tx.writes.nextDue(now: Self.now, limit: 99), after: try tx.writes.waiting(now: Self.now), limit: 99)
                return next.compactMap { write in ids.firstIndex(of: write.id) }
            }
            await database.close()
            return order
        }
    }

    @Test func `statuses go before everything else`() async throws {
        #expect(try await order([("add_labels", 1), ("status", 0), ("add_labels", 2), ("status", 0)]) == [1, 3, 0, 2])
    }

    @Test func `what follows on an item waits for what was tried before it, and other items do not`() async throws {
        #expect(try await order([("add_labels", 1), ("add_labels", 1), ("add_labels", 2), ("status", 0)], tried: [0]) == [3, 2])
        #expect(try await order([("add_labels", 1), ("add_labels", 1)], tried: [1]) == [0])
    }
}
