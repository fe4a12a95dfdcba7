internal import Identifiers
internal import TestSupport
internal import Testing

@testable import GitOps

@Suite struct HistoryTests {
    private let topic = BranchName("topic")!

    /// `main` and `topic` share one commit; then each has its own.
    private func withFork(_ body: (LocalRepository, CommitID, CommitID, CommitID) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let repository = try await LocalRepository.create(at: "\(folder)/bare")
            let base = try await repository.commit(["a": "1\n2\n3\n", "b": "x\n"])
            try await repository.setBranch(topic, to: base)
            try await repository.commit(["a": "1\n2\n3\nmain\n"])
            let left = try await repository.commit(["c": "main\n"])
            let right = try await repository.commit(["b": nil, "n/d": "topic\n"], to: topic)
            try await body(repository, base, left, right)
        }
    }

    @Test func `two branches meet at their merge base`() async throws {
        try await withFork { (repository, base, left, right) async throws in
            let clone = repository.asClone
            #expect(try await clone.mergeBase(left, right) == base)
            #expect(try await clone.isAncestor(base, of: left))
            #expect(try await clone.isAncestor(left, of: left))
            #expect(try await !clone.isAncestor(left, of: right))
            #expect(try await clone.distance(of: right, from: left) == BranchDistance(ahead: 1, behind: 2))
            #expect(try await clone.commits(from: left, excluding: right).count == 2)
        }
    }

    @Test func `unrelated histories have no merge base`() async throws {
        try await withFork { (repository, base, _, _) async throws in
            let root = try await repository.commit(["z": "1"], to: BranchName("orphan")!)
            #expect(try await repository.asClone.mergeBase(base, root) == nil)
        }
    }

    @Test func `changes tell status, modes, sizes and lines`() async throws {
        try await withFork { (repository, base, left, right) async throws in
            let clone = repository.asClone
            #expect(
                try await clone.changes(from: base, to: left) == [
                    FileChange(
                        status: .modified, path: "a", oldPath: nil, oldMode: 0o100644, newMode: 0o100644, oldSize: 6, newSize: 11,
                        additions: 1, deletions: 0, isBinary: false),
                    FileChange(
                        status: .added, path: "c", oldPath: nil, oldMode: 0, newMode: 0o100644, oldSize: 0, newSize: 5,
                        additions: 1,
                        deletions: 0, isBinary: false),
                ])
            #expect(try await clone.changes(from: base, to: right).map(\.status) == [.deleted, .added])
        }
    }

    @Test func `renames and binary files are recognised`() async throws {
        try await withTemporaryFolder { folder in
            let repository = try await LocalRepository.create(at: "\(folder)/bare")
            let text = String(repeating: "some line\n", count: 20)
            let base = try await repository.commit(["old.txt": text])
            try await repository.commit(["old.txt": nil, "new.txt": text + "one more\n"])
            let head = try await repository.commit(["z.bin": "\u{0}\u{1}"])
            let changes = try await repository.changes(from: base, to: head)
            #expect(changes.map(\.path) == ["new.txt", "z.bin"])
            #expect(changes.map(\.status) == [.renamed, .added])
            #expect(changes.first?.oldPath == "old.txt")
            #expect(changes.map(\.isBinary) == [false, true])
        }
    }

    @Test func `the text of a diff is git's, and can be cut`() async throws {
        try await withFork { (repository, base, left, right) async throws in
            let clone = repository.asClone
            for head in [left, right] {
                let expected = try await git(["diff", "--no-color", "\(base)", "\(head)"], in: clone.path)
                #expect(try await clone.diffText(from: base, to: head) == DiffText(text: expected + "\n", isCut: false))
            }
            let cut = try await clone.diffText(from: base, to: left, limit: 50)
            #expect(cut.isCut && cut.text.utf8.count > 50 && cut.text.utf8.count < 200)
            let patches = try await repository.patches(from: base, to: left)
            #expect(patches.keys.sorted() == ["a", "c"])
            #expect(patches["a"]?.text.hasSuffix(" 3\n+main\n") == true)
        }
    }

    @Test func `a merge without conflicts becomes a commit of two parents`() async throws {
        try await withFork { (repository, _, left, right) async throws in
            #expect(try await !repository.hasConflicts(left, right))
            let merged = try #require(try await repository.merge(right, into: main, message: "Merge\n", author: tester))
            #expect(try await repository.describe(merged).parents == [left, right])
            #expect(try await repository.head(of: "main") == merged)
            #expect(try await repository.paths(at: merged) == ["a", "c", "n/d"])
        }
    }

    @Test func `a squashed merge has one parent`() async throws {
        try await withFork { (repository, _, left, right) async throws in
            let merged = try #require(
                try await repository.merge(right, into: main, message: "Squash\n", author: tester, squash: true))
            #expect(try await repository.describe(merged).parents == [left])
        }
    }

    @Test func `a conflict leaves the branch alone`() async throws {
        try await withFork { (repository, _, left, _) async throws in
            let other = try await repository.commit(["a": "1\n2\n3\ntopic\n"], to: topic)
            #expect(try await repository.hasConflicts(left, other))
            #expect(try await repository.merge(other, into: main, message: "m", author: tester) == nil)
            #expect(try await repository.head(of: "main") == left)
        }
    }

    @Test func `a commit is put on top of another one with its own words, the same on every try`() async throws {
        try await withFork { (repository, _, left, right) async throws in
            let clone = repository.asClone
            let job = JobID(at: Timestamp(milliseconds: 0), random: Array(repeating: 7, count: 10))
            let results = [
                try await clone.replay(right, on: left, keptFor: job), try await clone.replay(right, on: left, keptFor: job),
            ]
            guard case .commit(let replayed) = results[0] else {
                Issue.record("a conflict where there is none: \(results)")
                return
            }
            #expect(results[1] == results[0])
            let (old, new) = (try await clone.describe(right), try await clone.describe(replayed))
            #expect(new.parents == [left] && new.message == old.message && new.author == old.author)
            #expect(try await clone.changes(from: left, to: replayed).map(\.path) == ["b", "n/d"])
            #expect(try await clone.kept(job: job) == replayed)
        }
    }

    @Test func `a commit that conflicts names the files and changes nothing`() async throws {
        try await withFork { (repository, base, left, _) async throws in
            let clone = repository.asClone
            let job = JobID(at: Timestamp(milliseconds: 0), random: Array(repeating: 7, count: 10))
            try await repository.setBranch(BranchName("other")!, to: base)
            let other = try await repository.commit(["a": "1\n2\n3\nother\n"], to: BranchName("other")!)
            #expect(try await clone.replay(other, on: left, keptFor: job) == .conflict(["a"]))
            #expect(try await clone.kept(job: job) == nil)
        }
    }
}
