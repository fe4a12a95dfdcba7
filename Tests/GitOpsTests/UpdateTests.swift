internal import Identifiers
internal import TestSupport
internal import Testing

@testable import GitOps

/// Bringing a branch up to date, held against what git makes of the same branches.
@Suite struct UpdateTests {
    private let topic = BranchName("topic")!
    private let job = JobID(at: Timestamp(milliseconds: 0), random: Array(repeating: 7, count: 10))

    private struct Branches {
        var folder: String
        var clone: BareClone
        var base: CommitID
        var main: CommitID
        var head: CommitID
    }

    /// `topic` has two commits of its own and one that `main` took over already; `main` has two.
    private func withBranches(
        conflict: Bool = false, _ body: (Branches) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let repository = try await LocalRepository.create(at: "\(folder)/bare")
            let base = try await repository.commit(["a": "1\n2\n3\n4\n5\n", "b": "x\n"])
            try await repository.setBranch(topic, to: base)
            try await repository.commit(["b": "taken\n"])
            let main = try await repository.commit(["a": "main\n2\n3\n4\n5\n", "c": "main\n"])
            try await repository.commit(["b": "taken\n"], to: topic, message: "Taken over")
            try await repository.commit(
                ["a": conflict ? "topic\n2\n3\n4\n5\n" : "1\n2\n3\n4\ntopic\n"], to: topic, message: "First")
            let head = try await repository.commit(["d/e": "topic\n"], to: topic, message: "Second\n\nWith a body.")
            try await body(
                Branches(folder: "\(folder)/bare", clone: repository.asClone, base: base, main: main, head: head))
        }
    }

    @Test func `a rebase makes the commits that git makes`() async throws {
        try await withBranches { branches in
            let result = try await branches.clone.rebase(branches.head, onto: branches.main, keptFor: job)
            guard case .commit(let tip, count: 2) = result else {
                Issue.record("\(result)")
                return
            }
            _ = try await git(["worktree", "add", "-q", "../work", "topic"], in: branches.folder)
            let work = branches.folder.replacing("/bare", with: "/work")
            _ = try await git(["-c", "user.name=n", "-c", "user.email=e", "rebase", "-q", branches.main.description], in: work)
            let format = "--format=%T %an %ae %s %b"
            let theirs = try await git(["log", format, "\(branches.main)..HEAD"], in: work)
            let ours = try await git(["log", format, "\(branches.main)..\(tip)"], in: work)
            #expect(ours == theirs && ours.contains("Second"))
            #expect(try await branches.clone.kept(job: job) == tip)
            #expect(try await branches.clone.rebase(branches.head, onto: branches.main, keptFor: job) == result)
        }
    }

    @Test func `a rebase that conflicts names the commit and the files`() async throws {
        try await withBranches(conflict: true) { branches in
            let result = try await branches.clone.rebase(branches.head, onto: branches.main, keptFor: job)
            guard case .conflict(let commit?, files: ["a"]) = result else {
                Issue.record("\(result)")
                return
            }
            #expect(try await branches.clone.describe(commit).message.hasPrefix("First"))
            #expect(try await branches.clone.kept(job: job) == nil)
        }
    }

    @Test func `a merge has both sides, and one that conflicts names the files`() async throws {
        for conflict in [false, true] {
            try await withBranches(conflict: conflict) { branches in
                let result = try await branches.clone.merge(
                    branches.main, into: branches.head, message: "Merge", by: tester, keptFor: job)
                if conflict {
                    #expect(result == .conflict(in: nil, files: ["a"]))
                } else if case .commit(let merged, count: 1) = result {
                    #expect(try await branches.clone.describe(merged).parents == [branches.head, branches.main])
                    let text = try await branches.clone.file("a", at: merged)
                    #expect(text.map { String(decoding: $0, as: UTF8.self) } == "main\n2\n3\n4\ntopic\n")
                    #expect(
                        try await branches.clone.merge(branches.main, into: merged, message: "", by: tester, keptFor: job)
                            == .upToDate)
                } else {
                    Issue.record("\(result)")
                }
            }
        }
    }

    @Test func `squashing leaves the same files in one commit, and says who wrote them`() async throws {
        try await withBranches { branches in
            let result = try await branches.clone.squash(
                branches.head, over: branches.main, message: "All of it", by: tester, keptFor: job)
            guard case .commit(let made, count: 3) = result else {
                Issue.record("\(result)")
                return
            }
            let (new, old) = (try await branches.clone.describe(made), try await branches.clone.describe(branches.head))
            #expect(new.tree == old.tree && new.parents == [branches.base] && new.message == "All of it\n")
            #expect(
                try await branches.clone.squash(made, over: branches.main, message: "", by: tester, keptFor: job) == .upToDate)
        }
    }

    @Test func `a branch without a commit of its own left, or without a common start, is refused`() async throws {
        try await withBranches { branches in
            let repository = LocalRepository(path: branches.folder)
            let taken = try await branches.clone.commits(from: branches.head, excluding: branches.base).last
            let orphan = try await repository.commit(["z": "1"], to: BranchName("orphan")!)
            for head in [try #require(taken).id, orphan] {
                await #expect(throws: GitError.self) {
                    try await branches.clone.rebase(head, onto: branches.main, keptFor: job)
                }
            }
        }
    }
}
