internal import Identifiers
internal import POSIX
internal import TestSupport
internal import Testing

@testable import GitOps

@Suite struct CompactionTests {
    /// A clone with one pack for each of five commits.
    private func withPacks(_ body: (ClonePaths, BareClone, [CommitID]) async throws -> Void) async throws {
        try await withWorkspace(["a": "1", "b": "2"]) { clone, workspace in
            var commits = [workspace.base]
            for number in 0..<5 {
                try write("\(number)", to: "\(workspace.tree)/a")
                try write(String(repeating: "\(number)", count: 5000), to: "\(workspace.tree)/n\(number)")
                let tree = try await clone.importTree(workspace).tree
                commits.append(
                    try await clone.commit(tree: tree, parent: commits[number], message: "m", author: tester, committer: tester))
            }
            try await clone.keep(commits[5], job: JobID("0190a5b0-0000-7000-8000-000000000001")!)
            try await body(ClonePaths(clone: clone.path), clone, commits)
        }
    }

    private func packs(_ paths: ClonePaths) throws -> Int {
        try Files.names(in: "\(paths.clone)/objects/pack").count { $0.hasSuffix(".pack") }
    }

    @Test func `many packs become one and nothing is lost`() async throws {
        try await withPacks { paths, clone, commits in
            #expect(try packs(paths) == 5)
            try Compaction(paths: paths, threshold: 4).run(ProgressClock())
            #expect(try packs(paths) == 1)
            for commit in commits { try await clone.verify(commit) }
            #expect(try await git(["fsck", "--strict", "--full"], in: clone.path) == "")
            try Compaction(paths: paths, threshold: 0).run(ProgressClock())
            #expect(try packs(paths) == 1)
            try await clone.verify(commits[5])
        }
    }

    @Test func `few packs stay as they are, and so do large ones`() async throws {
        try await withPacks { paths, _, _ in
            try Compaction(paths: paths, threshold: 5).run(ProgressClock())
            try Compaction(paths: paths, threshold: 0, largestJoined: 10).run(ProgressClock())
            #expect(try packs(paths) == 5)
        }
    }

    @Test func `packs stay while somebody reads or writes`() async throws {
        try await withPacks { paths, _, _ in
            let compaction = Compaction(paths: paths, threshold: 0)
            try CloneLease(reading: paths).during { () throws(GitError) in try compaction.run(ProgressClock()) }
            #expect(try packs(paths) == 5)
            try CloneLease(writing: paths).during { () throws(GitError) in try compaction.run(ProgressClock()) }
            #expect(try packs(paths) == 5)
        }
    }
}
