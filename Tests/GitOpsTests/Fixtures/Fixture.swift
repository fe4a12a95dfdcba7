internal import BlockingWork
internal import Glibc
internal import Identifiers
internal import POSIX
internal import TestSupport
internal import Testing

@testable import GitOps

let tester = Signature(name: "Tester", email: "tester@example.com", seconds: 1_700_000_000, offsetMinutes: 120)
let main = BranchName("main")!
let processes = BlockingWork(label: "test-processes", width: 8)

/// The `hookbot` program, which is built beside the tests.
let hookbot: String = {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &path, path.count)
    let tests = String(decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return "\(Files.folder(of: tests) ?? "")/hookbot"
}()

/// Runs Debian's git and returns what it printed.
@discardableResult
func git(_ arguments: [String], in folder: String, input: String = "") async throws -> String {
    let environment = [
        "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1", "PATH": "/usr/bin:/bin", "GIT_AUTHOR_NAME": tester.name,
        "GIT_AUTHOR_EMAIL": tester.email, "GIT_AUTHOR_DATE": "1700000000 +0200", "GIT_COMMITTER_NAME": tester.name,
        "GIT_COMMITTER_EMAIL": tester.email, "GIT_COMMITTER_DATE": "1700000000 +0200",
    ]
    let command = ChildCommand("/usr/bin/git", arguments, environment: environment, folder: folder)
    let result = try await command.run(on: processes, input: Array(input.utf8))
    try #require(result.succeeded, "git \(arguments): \(String(decoding: result.errorOutput, as: UTF8.self))")
    var text = String(decoding: result.output, as: UTF8.self)
    if text.hasSuffix("\n") { text.removeLast() }
    return text
}

extension LocalRepository {
    /// Commits texts onto a branch.
    @discardableResult
    func commit(_ files: [String: String?], to branch: BranchName = main, message: String = "Change") async throws -> CommitID {
        try await commit(
            files.mapValues { $0.map { Array($0.utf8) } }, to: branch, message: message, author: tester)
    }

    /// The repository as if it were a clone of HookBot's.
    var asClone: BareClone {
        let settings = GitSettings(executable: hookbot, cloneRoot: "/nonexistent")
        return BareClone(path: path, seen: nil, transfer: GitTransfer(settings: settings, work: processes), work: processes)
    }
}

func write(_ text: String, to path: String) throws {
    let file = try Descriptor(opening: path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644)
    try file.writeAll(Array(text.utf8))
}
