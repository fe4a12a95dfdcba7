@preconcurrency import Dispatch
import Identifiers
import TestSupport
import Testing

@testable import Storage

@Suite struct GroupCommitTests {
    private struct Refusal: Error, Equatable {
        let number: Int
    }

    @Test func `what one write throws undoes its own changes and none of its neighbours'`() async throws {
        try await withDatabase { database in
            let results = await withTaskGroup(of: (Int, Bool).self) { group in
                for number in 0..<200 {
                    group.addTask {
                        do {
                            try await database.write { tx in
                                _ = try tx.deliveries.insert(sampleDelivery(number))
                                if number.isMultiple(of: 3) { throw Refusal(number: number) }
                            }
                            return (number, true)
                        } catch {
                            return (number, (error as? Refusal) != Refusal(number: number))
                        }
                    }
                }
                return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
            }
            for number in 0..<200 {
                let stored = try await database.read { tx in try tx.deliveries.find(guid: sampleGUID(number)) } != nil
                #expect(stored == !number.isMultiple(of: 3))
                #expect(results[number] == stored)
            }
        }
    }

    @Test func `writes that wait together share one commit`() async throws {
        try await withFile { database in
            let path = database.path
            let gate = DispatchSemaphore(value: 0)
            let seen = Shared<[Int]>([])
            await withTaskGroup(of: Void.self) { group in
                // The first is a batch of its own: the others come only while it runs.
                await withCheckedContinuation { running in
                    group.addImmediateTask {
                        _ = try? await database.write { _ in
                            running.resume()
                            gate.wait()
                        }
                    }
                }
                // Each has submitted its write when it suspends for the first time, that is when this call returns.
                for number in 0..<50 {
                    group.addImmediateTask {
                        _ = try? await database.write { tx in
                            _ = try tx.deliveries.insert(sampleDelivery(number))
                            let outside = try Connection(path: path, role: .reader, options: .init())
                            let committed = try Transaction(outside).deliveries.list(limit: 1000).count
                            seen.change { $0.append(committed) }
                        }
                    }
                }
                gate.signal()
            }
            #expect(seen.value == Array(repeating: 0, count: 50))
            let counts = try await database.read { tx in try tx.deliveries.counts() }
            #expect(counts == [.received: 50])
        }
    }

    @Test func `a failed statement of one write leaves the rest of that write usable`() async throws {
        try await withFile { database in
            try await database.write { tx in
                try tx.sampleJob(1)
                #expect(throws: StorageError.self) { try tx.sampleJob(1) { $0.dedupeKey = "another" } }
                try tx.sampleJob(2)
            }
            let total = try await database.read { tx in try tx.jobs.list().total }
            #expect(total == 2)
        }
    }

    @Test func `a commit that fails leaves every caller of the batch in doubt, and the next write works`() async throws {
        try await withFile { database in
            let gate = DispatchSemaphore(value: 0)
            let errors = Shared<[StorageError?]>([])
            await withTaskGroup(of: Void.self) { group in
                // The first is a batch of its own: the others come only while it runs.
                await withCheckedContinuation { running in
                    group.addImmediateTask {
                        _ = try? await database.write { _ in
                            running.resume()
                            gate.wait()
                        }
                    }
                }
                for number in 0..<3 {
                    group.addImmediateTask {
                        do {
                            try await database.write { tx in
                                _ = try tx.deliveries.insert(sampleDelivery(number))
                                // Checked at COMMIT only, where it fails.
                                if number == 1 {
                                    _ = try tx.query("PRAGMA defer_foreign_keys=ON")
                                    try tx.execute("INSERT INTO features VALUES ('f', 'Lost', 'no such client', 0)")
                                }
                            }
                            errors.change { $0.append(nil) }
                        } catch {
                            errors.change { $0.append(error as? StorageError) }
                        }
                    }
                }
                gate.signal()
            }
            #expect(errors.value.count == 3)
            for error in errors.value {
                guard case .commitUnknown = error else {
                    Issue.record("not told that the outcome is unknown: \(String(describing: error))")
                    continue
                }
            }
            _ = try await database.write { tx in try tx.deliveries.insert(sampleDelivery(9)) }
            let counts = try await database.read { tx in try tx.deliveries.counts() }
            #expect(counts == [.received: 1])
        }
    }

    @Test func `a full disk refuses the write and the next one works once there is space`() async throws {
        try await withFile { database in
            var random = SeededGenerator(state: 1)
            let body = (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            let large = NewDelivery(
                hook: "main", guid: try sampleGUID(1), event: "push", body: body, bodySHA256: "sha", receivedAt: moment())
            await #expect(throws: StorageError.outOfSpace) {
                try await database.write { tx in
                    _ = try tx.query("PRAGMA max_page_count=100")
                    _ = try tx.deliveries.insert(large)
                }
            }
            _ = try await database.write { tx in
                _ = try tx.query("PRAGMA max_page_count=1000000")
                return try tx.deliveries.insert(large)
            }
            let counts = try await database.read { tx in try tx.deliveries.counts() }
            #expect(counts == [.received: 1])
        }
    }

    @Test func `a transaction cannot be used after its closure has ended`() async {
        await #expect(processExitsWith: .failure) {
            // Only the last line may end the process.
            guard let connection = try? Connection(path: ":memory:", role: .inspector, options: .init()) else { return }
            let transaction = Transaction(connection)
            transaction.end()
            _ = try? transaction.query("SELECT 1")
        }
    }

    @Test(arguments: [1, 2, 256])
    func `every batch limit stores every write`(limit: Int) async throws {
        var options = DatabaseOptions()
        options.batchLimit = limit
        try await withDatabase(options: options) { database in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<50 {
                    group.addTask { _ = try? await database.write { tx in try tx.deliveries.insert(sampleDelivery(number)) } }
                }
            }
            let counts = try await database.read { tx in try tx.deliveries.counts() }
            #expect(counts == [.received: 50])
        }
    }

    @Test func `what was acknowledged is in a copy of the files taken while writing goes on`() async throws {
        try await withFile { database in
            let acknowledged = Shared<Set<Int>>([])
            let commits = database.commits()
            let copy = "\(database.path).copy"
            await withTaskGroup(of: Void.self) { group in
                for worker in 0..<8 {
                    group.addTask {
                        for round in 0..<40 {
                            let number = worker * 1000 + round
                            _ = try? await database.write { tx in try tx.deliveries.insert(sampleDelivery(number)) }
                            acknowledged.change { $0.insert(number) }
                        }
                    }
                }
                group.addTask {
                    for await _ in commits where acknowledged.value.count > 100 { break }
                    let known = acknowledged.value
                    await #expect(throws: Never.self) {
                        try writeBytes(readBytes(database.path), to: copy)
                        try writeBytes(readBytes("\(database.path)-wal"), to: "\(copy)-wal")
                        let restored = try await Database.open(path: copy)
                        for number in known {
                            let found = try await restored.read { tx in try tx.deliveries.find(guid: sampleGUID(number)) }
                            #expect(found != nil)
                        }
                        let violations = try await restored.read { tx in try tx.auditInvariants() }
                        #expect(violations.isEmpty)
                        await restored.close()
                    }
                }
            }
        }
    }
}
