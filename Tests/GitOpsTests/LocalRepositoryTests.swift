internal import Identifiers
internal import TestSupport
internal import Testing

@testable import GitOps

@Suite struct LocalRepositoryTests {
    @Test func `a new repository is empty and knows its default branch`() async throws {
        try await withTemporaryFolder { folder in
            let repository = try await LocalRepository.create(at: "\(folder)/r.git", defaultBranch: "trunk")
            #expect(try await repository.branches() == [:])
            #expect(try await repository.defaultBranch() == "trunk")
            await #expect(throws: GitError.self) { try await LocalRepository.create(at: "\(folder)/r.git") }
        }
    }

    @Test func `files are committed, read and removed`() async throws {
        try await withTemporaryFolder { folder in
            let repository = try await LocalRepository.create(at: "\(folder)/r.git")
            let first = try await repository.commit(["a": "1", "d/b": "2"])
            let second = try await repository.commit(["a": nil, "d/b": "3"])
            #expect(try await repository.head(of: "main") == second)
            #expect(try await repository.file("a", at: first) == Array("1".utf8))
            #expect(try await repository.file("a", at: second) == nil)
            #expect(try await repository.file("d", at: second) == nil)
            #expect(try await repository.file("d/b", at: second) == Array("3".utf8))
            #expect(try await repository.paths(at: first) == ["a", "d/b"])
            #expect(try await repository.describe(second).parents == [first])
            #expect(try await git(["fsck", "--strict"], in: repository.path) == "")
        }
    }

    @Test func `a branch is set and deleted`() async throws {
        try await withTemporaryFolder { folder in
            let repository = try await LocalRepository.create(at: "\(folder)/r.git")
            let commit = try await repository.commit(["a": "1"])
            try await repository.setBranch(BranchName("b/c")!, to: commit)
            #expect(try await repository.branches() == ["main": commit, "b/c": commit])
            try await repository.deleteBranch("b/c")
            try await repository.deleteBranch("b/c")
            #expect(try await repository.branches() == ["main": commit])
        }
    }

    @Test func `the git program clones it and pushes to it`() async throws {
        try await withTemporaryFolder { folder in
            let repository = try await LocalRepository.create(at: "\(folder)/r.git")
            try await repository.commit(["a": "1"])
            try await git(["clone", "-q", repository.path, "copy"], in: folder)
            try write("2", to: "\(folder)/copy/a")
            try await git(["commit", "-qam", "Two"], in: "\(folder)/copy")
            try await git(["push", "-q"], in: "\(folder)/copy")
            let head = try #require(try await repository.head(of: "main"))
            #expect(try await repository.file("a", at: head) == Array("2".utf8))
        }
    }
}
