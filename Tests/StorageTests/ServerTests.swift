import Identifiers
import PostgreSQL
import TestSupport
import Testing

@testable import Storage

/// What only a database that several nodes share can show.
@Suite(.enabled(if: PostgresCluster.isInstalled, "the PostgreSQL server is not installed"))
struct ServerTests {
    @Test func `what one node stores the other sees, and hears of`() async throws {
        try await withServer { location in
            let (one, two) = (try await Database.open(location), try await Database.open(location))
            var news = two.commitsElsewhere().makeAsyncIterator()
            for number in 1...3 {
                // The first element may only say that listening has begun.
                _ = try await one.write { tx in try tx.deliveries.insert(sampleDelivery(number)) }
                _ = await news.next()
                let seen = try await two.read { tx in try tx.deliveries.find(guid: sampleGUID(number)) }
                #expect(seen != nil)
            }
            await one.close()
            await two.close()
        }
    }

    @Test func `nodes that claim at once never get the same job, and leave none`() async throws {
        try await withServer { location in
            let nodes = [try await Database.open(location), try await Database.open(location), try await Database.open(location)]
            try await nodes[0].write { tx in for number in 1...60 { try tx.sampleJob(number) } }
            let claimed = try await withThrowingTaskGroup(of: [JobID].self) { group in
                for (number, node) in nodes.enumerated() {
                    for lane in 0..<2 {
                        group.addTask {
                            var claimed: [JobID] = []
                            while let job = try await node.write({ [count = claimed.count] tx in
                                try tx.sampleClaim(token: "\(number)-\(lane)-\(count)", node: "node-\(number)")
                            }) {
                                claimed.append(job.id)
                            }
                            return claimed
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.count == 60)
            #expect(Set(claimed).count == 60)
            for node in nodes { await node.close() }
        }
    }

    @Test func `nodes that start together bring the schema up to date once`() async throws {
        try await withServer { location in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let database = try await Database.open(location)
                        let version = try await database.read { tx in try tx.schemaVersion() }
                        #expect(version == Migration.all.count)
                        await database.close()
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `writes and reads go on over a crash of the server`() async throws {
        let cluster = try await Database.blocking { () throws(StorageError) in
            do { return try PostgresCluster() } catch { throw .unreachable("\(error)") }
        }
        var options = DatabaseOptions()
        options.patience = .seconds(60)
        let database = try await Database.open(.server(try ConnectionTarget(url: cluster.url())), options: options)
        let acknowledged = Shared<Set<Int>>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<4 {
                group.addTask {
                    for round in 0..<200 {
                        let number = lane * 1000 + round
                        _ = try await database.write { tx in try tx.deliveries.insert(sampleDelivery(number)) }
                        acknowledged.change { $0.insert(number) }
                    }
                }
            }
            group.addTask {
                for _ in 0..<3 {
                    try await Database.blocking { () throws(StorageError) in
                        do { try cluster.restart() } catch { throw .unreachable("\(error)") }
                    }
                    _ = try await database.read { tx in try tx.deliveries.counts() }
                }
            }
            try await group.waitForAll()
        }
        for number in acknowledged.value {
            let found = try await database.read { tx in try tx.deliveries.find(guid: sampleGUID(number)) }
            #expect(found != nil)
        }
        let counts = try await database.read { tx in try tx.deliveries.counts() }
        #expect(counts == [.received: 800])
        await database.close()
    }

    @Test func `a write whose session is ended in the middle is done again and stored once`() async throws {
        try await withServer { location in
            let (database, other) = (try await Database.open(location), try await Database.open(location))
            let runs = Shared(0)
            try await database.write { tx in
                runs.change { $0 += 1 }
                _ = try tx.deliveries.insert(sampleDelivery(1))
                if runs.value == 1 { _ = try tx.query("SELECT pg_terminate_backend(pg_backend_pid()) AS ended") }
            }
            #expect(runs.value == 2)
            let counts = try await other.read { tx in try tx.deliveries.counts() }
            #expect(counts == [.received: 1])
            await database.close()
            await other.close()
        }
    }

    @Test func `a transaction that ends the session at COMMIT is known to have failed, and done again`() async throws {
        try await withServer { location in
            let database = try await Database.open(location)
            let runs = Shared(0)
            try await database.write { tx in
                runs.change { $0 += 1 }
                if runs.value == 1 {
                    // Runs while COMMIT does its work, before anything is stored.
                    _ = try tx.query("CREATE TEMPORARY TABLE trap (n bigint)")
                    _ = try tx.query(
                        """
                        CREATE FUNCTION pg_temp.spring() RETURNS trigger LANGUAGE plpgsql AS
                            $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
                        """)
                    _ = try tx.query(
                        """
                        CREATE CONSTRAINT TRIGGER trap AFTER INSERT ON trap DEFERRABLE INITIALLY DEFERRED
                            FOR EACH ROW EXECUTE FUNCTION pg_temp.spring()
                        """)
                    try tx.execute("INSERT INTO trap VALUES (1)")
                }
                _ = try tx.deliveries.insert(sampleDelivery(1))
            }
            #expect(runs.value == 2)
            let counts = try await database.read { tx in try tx.deliveries.counts() }
            #expect(counts == [.received: 1])
            await database.close()
        }
    }

    @Test func `a server that stays away is named once the patience is used up`() async throws {
        var options = DatabaseOptions()
        options.patience = .milliseconds(200)
        let target = try ConnectionTarget(url: "postgres://nobody@/none?host=/nowhere")
        let error = await #expect(throws: StorageError.self) { try await Database.open(.server(target), options: options) }
        #expect(error?.description.contains("nobody@/nowhere/none") == true)
    }

    @Test func `text with a zero byte is stored with a mark in its place`() async throws {
        try await withServer { location in
            let database = try await Database.open(location)
            _ = try await database.write { tx in try tx.sampleJob(1) { $0.prompt = "a\0b" } }
            let prompt = try await database.read { tx in try tx.jobs.list().jobs.first?.prompt }
            #expect(prompt == "a\u{FFFD}b")
            await database.close()
        }
    }

    @Test func `a newer schema and an edited migration are refused`() async throws {
        try await withServer { location in
            let database = try await Database.open(location)
            _ = try await database.write { tx in
                try tx.execute("INSERT INTO hookbot_schema_migrations VALUES (99, 'later', 'x')")
            }
            await #expect(throws: StorageError.newerSchema(found: 99, known: Migration.all.count)) {
                try await Database.open(location)
            }
            _ = try await database.write { tx in
                try tx.execute("DELETE FROM hookbot_schema_migrations WHERE version = 99")
                try tx.execute("UPDATE hookbot_schema_migrations SET checksum = 'x' WHERE version = 3")
            }
            await #expect(throws: StorageError.changedMigration(3)) { try await Database.open(location) }
            await database.close()
        }
    }
}
