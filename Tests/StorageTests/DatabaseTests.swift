import Glibc
import Identifiers
@testable import Storage
import TestSupport
import Testing

@Suite struct DatabaseTests {
    @Test func `what was written is there after a restart`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/hookbot.db"
            let first = try await Database.open(path: path)
            _ = try await first.write { tx in try tx.deliveries.insert(sampleDelivery(1, body: "hello")) }
            await first.close()
            let second = try await Database.open(path: path)
            let found = try await second.read { tx in try tx.deliveries.find(guid: sampleGUID(1)) }
            #expect(try found?.body?.bytes() == Array("hello".utf8))
            await second.close()
        }
    }

    @Test func `only the owner can read the files`() async throws {
        try await withFile { database in
            try await database.write { tx in _ = try tx.sampleRepository() }
            #expect(mode(database.path) == 0o600)
            #expect(mode("\(database.path)-wal") == 0o600)
            #expect(mode("\(database.path).lock") == 0o600)
        }
    }

    @Test func `a second opener is kept out and told by whom`() async throws {
        try await withFile { database in
            let path = database.path
            await #expect(throws: StorageError.inUse(path: path, holder: getpid())) { try await Database.open(path: path) }
            try await database.write { tx in _ = try tx.sampleRepository() }
        }
    }

    @Test func `closing lets the next one in and leaves no log behind`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/hookbot.db"
            let first = try await Database.open(path: path)
            try await first.write { tx in _ = try tx.sampleRepository() }
            await first.close()
            #expect(!exists("\(path)-wal"))
            await #expect(throws: StorageError.closed) { try await first.write { tx in try tx.schemaVersion() } }
            await #expect(throws: StorageError.closed) { try await first.read { tx in try tx.schemaVersion() } }
            await first.close()
            await (try await Database.open(path: path)).close()
        }
    }

    @Test(arguments: [0, 20, 4096, 20_480])
    func `a damaged file is refused and left as it is`(offset: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/hookbot.db"
            let database = try await Database.open(path: path)
            try await database.write { tx in
                for number in 0..<300 { try tx.sampleJob(number) }
            }
            await database.close()
            var bytes = try readBytes(path)
            for index in offset..<offset + 2000 { bytes[index] = 0x5A }
            try writeBytes(bytes, to: path)
            let error = await #expect(throws: StorageError.self) { try await Database.open(path: path) }
            guard case .damaged(path, _) = error else {
                Issue.record("refused for another reason: \(String(describing: error))")
                return
            }
            #expect(try readBytes(path) == bytes)
        }
    }

    @Test func `a truncated file is refused and left as it is`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/hookbot.db"
            await (try await Database.open(path: path)).close()
            let bytes = Array(try readBytes(path).dropLast(8192))
            try writeBytes(bytes, to: path)
            await #expect(throws: StorageError.self) { try await Database.open(path: path) }
            #expect(try readBytes(path) == bytes)
        }
    }

    @Test func `a folder that is not there is named`() async throws {
        let error = await #expect(throws: StorageError.self) { try await Database.open(path: "/nowhere/hookbot.db") }
        #expect(error?.description.contains("/nowhere/hookbot.db") == true)
    }

    @Test func `a read sees one snapshot and may not write`() async throws {
        try await withFile { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.read { tx in _ = try tx.sampleRepository() }
            }
            guard case .failed(let code, _) = error else {
                Issue.record("refused for another reason: \(String(describing: error))")
                return
            }
            #expect(code == 8)
            let stored = try await database.read { tx in try tx.repositories.list() }
            #expect(stored.isEmpty)
        }
    }

    @Test func `a backup is a whole database that only its owner can read`() async throws {
        try await withFile { database in
            _ = try await database.write { tx in try tx.deliveries.insert(sampleDelivery(1, body: "kept")) }
            let copy = "\(database.path).backup"
            try await database.view.backup(to: copy)
            #expect(mode(copy) == 0o600)
            await #expect(throws: StorageError.self) { try await database.view.backup(to: copy) }
            let restored = try await Database.open(path: copy)
            let found = try await restored.read { tx in try tx.deliveries.find(guid: sampleGUID(1)) }
            #expect(found != nil)
            let violations = try await restored.read { tx in try tx.auditInvariants() }
            #expect(violations.isEmpty)
            await restored.close()
        }
    }

    @Test func `a view beside the open database sees what is committed, copies it, and cannot write`() async throws {
        try await withFile { database in
            let view = try await DatabaseView.open(beside: database.location)
            _ = try await database.write { tx in try tx.deliveries.insert(sampleDelivery(1, body: "kept")) }
            let seen = try await view.read { tx in try tx.deliveries.find(guid: sampleGUID(1)) }
            #expect(seen != nil)
            await #expect(throws: StorageError.self) {
                try await view.read { tx in _ = try tx.deliveries.insert(sampleDelivery(2, body: "no")) }
            }
            let copy = "\(database.path).copy"
            try await view.backup(to: copy)
            let restored = try await Database.open(path: copy)
            let found = try await restored.read { tx in try tx.deliveries.find(guid: sampleGUID(1)) }
            #expect(found != nil)
            await restored.close()
            await view.close()
            // The writer goes on.
            _ = try await database.write { tx in try tx.deliveries.insert(sampleDelivery(3, body: "more")) }
        }
    }

    @Test func `a commit that changed something is announced`() async throws {
        try await withDatabase { database in
            var commits = database.commits().makeAsyncIterator()
            try await database.write { tx in _ = try tx.sampleRepository() }
            #expect(await commits.next() != nil)
            await database.close()
            #expect(await commits.next() == nil)
        }
    }

    @Test func `the status counts rows and knows this SQLite`() async throws {
        try await withFile { database in
            _ = try await database.write { tx in try tx.sampleJob(1) }
            let status = try await database.view.status()
            #expect(status.rowCounts.first { $0.table == "agent_jobs" }?.rows == 1)
            #expect(status.schemaVersion == Migration.all.count)
            #expect(status.size > 0)
            #expect(status.logSize > 0)
        }
    }
}
