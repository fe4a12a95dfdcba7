internal import BlockingWork
internal import GitOps
internal import Identifiers
internal import POSIX

/// `hookbot bench-git`: a checkout, and an import with its commit, against the git command line doing the same to the same
/// repository, in turns.
struct GitBenchmark {
    private static let rounds = 9
    private let work = BlockingWork(label: "hookbot.bench", width: 2)

    /// What one round needs. Nothing is removed before the last one: ext4 passes over inodes that were freed within seconds, one by
    /// one, and whoever comes next would pay for that.
    private struct Round {
        let folder: String
        let clone: BareClone
        let base: CommitID
        let number: Int
    }

    private struct Results {
        var gitCheckout = BenchmarkSamples()
        var ownCheckout = BenchmarkSamples()
        var gitCommit = BenchmarkSamples()
        /// The same with everything it writes synced, as HookBot does.
        var syncedGitCommit = BenchmarkSamples()
        var ownCommit = BenchmarkSamples()
    }

    func run() async throws {
        let folder = try Files.makeTemporaryFolder(
            in: ProcessEnvironment.variables()["TMPDIR"] ?? "/tmp", prefix: "hookbot-bench-")
        let result: Result<Results, any Error>
        do { result = .success(try await measure(in: folder)) } catch { result = .failure(error) }
        try Files.removeTree(folder)
        print(try result.get())
    }

    private func measure(in folder: String) async throws -> Results {
        let (clone, base) = try await makeClone(in: folder)
        var results = Results()
        // The first round only warms the page cache for both.
        for number in 0...Self.rounds {
            let round = Round(folder: folder, clone: clone, base: base, number: number)
            let git: (Duration, Duration)
            let synced: (Duration, Duration)
            let own: (Duration, Duration)
            if number.isMultiple(of: 2) {
                git = try await measureGit(round)
                own = try await measureOwn(round)
                synced = try await measureGit(round, isSynced: true)
            } else {
                synced = try await measureGit(round, isSynced: true)
                own = try await measureOwn(round)
                git = try await measureGit(round)
            }
            if number == 0 { continue }
            results.gitCheckout.add(git.0)
            results.gitCommit.add(git.1)
            results.syncedGitCommit.add(synced.1)
            results.ownCheckout.add(own.0)
            results.ownCommit.add(own.1)
        }
        return results
    }

    /// A bare clone as a fetch leaves it: everything in one pack.
    private func makeClone(in folder: String) async throws -> (BareClone, CommitID) {
        guard let name = RepositoryName("bench/project"), let branch = BranchName("main"),
            let remote = RemoteLocation(url: "https://bench.example/bench/project.git")
        else { throw StartError.failed("the names of the benchmark are wrong") }
        let path = "\(folder)/clones/\(remote.hostKey)/\(name.owner)/\(name.name).git"
        let repository = try await LocalRepository.create(at: path)
        let base = try await repository.commit(
            BenchmarkProject.files.mapValues { Array($0.utf8) }, to: branch, message: "Begin", author: Self.signature)
        try await git(["repack", "-a", "-d", "-q"], in: path)
        let settings = GitSettings(executable: try ProcessEnvironment.executable(), cloneRoot: "\(folder)/clones")
        guard let clone = CloneCache(settings).open(name, remote: remote) else {
            throw StartError.failed("the benchmark's own repository is missing")
        }
        return (clone, base)
    }

    private func measureGit(_ round: Round, isSynced: Bool = false) async throws -> (checkout: Duration, commit: Duration) {
        let branch = "\(isSynced ? "synced" : "git")-\(round.number)"
        let tree = "\(round.folder)/\(branch)"
        // git-config(1): by default loose objects and references are not synced.
        let options = isSynced ? ["-c", "core.fsync=all"] : []
        let checkout = try await ContinuousClock().measure {
            try await git(["worktree", "add", "-q", "-b", branch, tree, round.base.description], in: round.clone.path)
        }
        try write(BenchmarkProject.change(mark: branch), to: tree)
        let commit = try await ContinuousClock().measure {
            try await git(options + ["add", "-A"], in: tree)
            try await git(options + ["commit", "-q", "-m", "Change"], in: tree)
        }
        return (checkout, commit)
    }

    private func measureOwn(_ round: Round) async throws -> (checkout: Duration, commit: Duration) {
        guard let branch = BranchName("own-\(round.number)") else { throw StartError.failed("a branch name is wrong") }
        let clock = ContinuousClock()
        let start = clock.now
        let workspace = try await round.clone.createWorkspace(
            at: "\(round.folder)/own-\(round.number)", branch: branch, base: round.base)
        let checkout = clock.now - start
        try write(BenchmarkProject.change(mark: "own \(round.number)"), to: workspace.tree)
        let beginning = clock.now
        let imported = try await round.clone.importTree(workspace)
        _ = try await round.clone.commit(
            tree: imported.tree, parent: round.base, message: "Change", author: Self.signature, committer: Self.signature,
            keptFor: JobID(at: currentTime(), random: Array(repeating: UInt8(round.number), count: 10)))
        let duration = clock.now - beginning
        guard imported.changes.count == BenchmarkProject.change(mark: "").count, imported.problems.isEmpty else {
            throw StartError.failed("the import found \(imported.changes.count) changes and \(imported.problems.count) problems")
        }
        return (checkout, duration)
    }

    private func write(_ change: [String: String?], to tree: String) throws {
        for (path, text) in change {
            let path = "\(tree)/\(path)"
            guard let text else {
                try Files.remove(path)
                continue
            }
            if let folder = Files.folder(of: path) { try Files.makeFolder(folder, mode: 0o755) }
            try Files.write(Array(text.utf8), to: path, mode: 0o644)
        }
    }

    private static let signature = Signature(name: "Bench", email: "bench@example.com", seconds: 1_700_000_000)

    private func git(_ arguments: [String], in folder: String) async throws {
        let environment = [
            "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1", "PATH": "/usr/bin:/bin",
            "GIT_AUTHOR_NAME": Self.signature.name, "GIT_AUTHOR_EMAIL": Self.signature.email,
            "GIT_COMMITTER_NAME": Self.signature.name, "GIT_COMMITTER_EMAIL": Self.signature.email,
        ]
        let command = ChildCommand("/usr/bin/git", arguments, environment: environment, folder: folder)
        let result = try await command.run(on: work)
        guard result.succeeded else {
            throw StartError.failed("git \(arguments[0]): \(String(decoding: result.errorOutput, as: UTF8.self))")
        }
    }

    private func print(_ results: Results) {
        func row(_ name: String, _ git: BenchmarkSamples, _ own: BenchmarkSamples) -> [String] {
            [
                "  \(name)", "\(BenchmarkSamples.text(git.median)) ms", "\(BenchmarkSamples.text(own.median)) ms",
                "\(BenchmarkSamples.text(git.median / max(own.median, 0.001)))x as fast",
            ]
        }
        let count = BenchmarkProject.files.count
        Output.line("Git: a repository of \(count) files, 11 of them changed; median of \(Self.rounds) rounds in turns")
        Output.write(
            TextTable(
                ["  ", "git", "hookbot", "ratio"],
                [
                    row("worktree add | workspace", results.gitCheckout, results.ownCheckout),
                    row("add -A, commit | import, commit", results.gitCommit, results.ownCommit),
                    row("the same with core.fsync=all", results.syncedGitCommit, results.ownCommit),
                ]
            ).text)
    }
}
