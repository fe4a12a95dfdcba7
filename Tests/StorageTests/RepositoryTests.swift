import Identifiers
import Storage
import Testing

@Suite struct RepositoryTests {
    private static func upsert(_ name: String, _ number: Int64?, _ tx: Transaction) throws -> Repository {
        try tx.repositories.upsert(
            provider: "github", name: try #require(RepositoryName(name)), externalID: number, now: moment())
    }

    @Test func `a repository seen again is the same row, whatever its case`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let first = try tx.repositories.upsert(
                    provider: "github", name: try #require(RepositoryName("Octo/Cat")), defaultBranch: "trunk",
                    url: "https://github.com/Octo/Cat", externalID: 1, now: moment())
                let again = try Self.upsert("octo/cat", nil, tx)
                #expect(again.id == first.id)
                #expect(again.defaultBranch == "trunk")
                #expect(again.url == "https://github.com/Octo/Cat")
                #expect(again.externalID == 1)
                #expect(try tx.repositories.find(provider: "github", name: #require(RepositoryName("OCTO/CAT")))?.id == first.id)
                #expect(try tx.repositories.find(provider: "local", name: #require(RepositoryName("octo/cat"))) == nil)
            }
        }
    }

    @Test func `a renamed repository keeps its row`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let first = try Self.upsert("octo/cat", 1, tx)
                let renamed = try Self.upsert("octo/lion", 1, tx)
                #expect(renamed.id == first.id)
                #expect(try tx.repositories.find(first.id)?.name.description == "octo/lion")
            }
        }
    }

    @Test func `a name that passes on to another repository leaves both rows`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let cat = try Self.upsert("octo/cat", 1, tx)
                let dog = try Self.upsert("octo/dog", 2, tx)
                let taken = try Self.upsert("octo/cat", 2, tx)
                #expect(taken.id == dog.id)
                let old = try #require(try tx.repositories.find(cat.id))
                #expect(old.name.description.hasPrefix("octo/cat."))
                #expect(old.externalID == 1)
            }
        }
    }

    @Test func `an owner's repositories share a client made on demand`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let cat = try Self.upsert("octo/cat", 1, tx)
                let dog = try Self.upsert("Octo/dog", 2, tx)
                let other = try Self.upsert("mona/cat", 3, tx)
                #expect(cat.clientID == dog.clientID)
                #expect(other.clientID != cat.clientID)
                #expect(try tx.clients.list().map(\.name) == ["mona", "octo"])
                #expect(try tx.repositories.list(client: cat.clientID).map(\.id) == [dog.id, cat.id])
                #expect(try tx.sampleJob(1, in: cat.id).clientID == cat.clientID)
            }
        }
    }

    @Test func `a repository can be given to a client, and a job to a feature`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let client = try tx.clients.ofOwner("acme", provider: "github", now: moment())
                let repository = try tx.repositories.upsert(
                    provider: "github", name: try #require(RepositoryName("octo/cat")), client: client.id, now: moment())
                #expect(repository.clientID == client.id)
                let feature = try tx.features.insert(title: "Search", client: client.id, now: moment())
                #expect(try tx.features.find(feature.id) == feature)
                let job = try tx.sampleJob(1, in: repository.id) { $0.feature = feature.id }
                var filter = JobFilter()
                filter.feature = feature.id
                #expect(try tx.jobs.list(filter).jobs == [job])
                filter.feature = "another"
                #expect(try tx.jobs.list(filter).total == 0)
            }
            await #expect(throws: StorageError.self) {
                try await database.write { tx in _ = try tx.sampleJob(2) { $0.feature = identifier(7) } }
            }
            await #expect(throws: StorageError.self) {
                try await database.write { tx in _ = try tx.sampleJob(3) { $0.createdByTeamMember = "mona" } }
            }
        }
    }

    @Test func `a branch keeps its facts until newer ones come`() async throws {
        try await withDatabase { database in
            let (base, head) = (try sampleCommit("a"), try sampleCommit("b"))
            try await database.write { tx in
                let repository = try tx.sampleRepository().id
                let job = try tx.sampleJob(1).id
                let made = try tx.branches.upsert(
                    repository: repository, name: "hookbot/1", baseBranch: "main", mergeBase: base, job: job, now: moment(1))
                try tx.branches.markDeleted(repository: repository, name: "hookbot/1", now: moment(2))
                #expect(try tx.branches.find(repository: repository, name: "hookbot/1")?.deletedAt == moment(2))
                let moved = try tx.branches.upsert(
                    repository: repository, name: "hookbot/1", baseBranch: "main", head: head, now: moment(3))
                #expect(moved.id == made.id)
                #expect(moved.mergeBase == base)
                #expect(moved.head == head)
                #expect(moved.deletedAt == nil)
                #expect(moved.createdAt == moment(1))
                #expect(try tx.branches.find(job: job) == [moved])
            }
        }
    }

    @Test func `a pull request follows what GitHub says of it`() async throws {
        try await withDatabase { database in
            let head = try sampleCommit("c")
            try await database.write { tx in
                let repository = try tx.sampleRepository().id
                let job = try tx.sampleJob(1).id
                var new = NewPullRequest(repository: repository, number: 4, title: "Fix")
                new.job = job
                new.headBranch = "hookbot/1"
                let opened = try tx.pullRequests.upsert(new, now: moment(1))
                #expect(opened.status == .open)
                #expect(
                    try tx.pullRequests.update(repository: repository, number: 4, status: .merged, head: head, now: moment(2)))
                let merged = try #require(try tx.pullRequests.find(repository: repository, number: 4))
                #expect(merged.status == .merged)
                #expect(merged.closedAt == moment(2))
                #expect(merged.head == head)
                #expect(merged.headBranch == "hookbot/1")
                #expect(try tx.pullRequests.find(job: job) == [merged])
                #expect(try !tx.pullRequests.update(repository: repository, number: 5, status: .closed, now: moment(3)))
            }
        }
    }
}
