internal import Glibc
internal import Identifiers

/// The reference a push reads from, as libgit2 pushes no bare commit; named by this process and deleted afterwards.
struct PushSource: ~Copyable {
    private static let prefix = "refs/hookbot/push/"

    let reference: String
    private let paths: ClonePaths

    init(_ commit: CommitID, clonePath: String) throws(GitError) {
        let paths = ClonePaths(clone: clonePath)
        let reference = "\(Self.prefix)\(getpid())"
        try Self.write(paths) { (repository) throws(GitError) in
            for name in try repository.references(below: Self.prefix).keys where Self.isLeftOver(name) {
                try repository.deleteReference("\(Self.prefix)\(name)")
            }
            try repository.setReference(reference, to: commit, log: "push")
        }
        self.paths = paths
        self.reference = reference
    }

    deinit {
        // One that stays is removed by the next push.
        try? Self.write(paths) { [reference] (repository) throws(GitError) in try repository.deleteReference(reference) }
    }

    private static func write(
        _ paths: ClonePaths, _ body: (borrowing Repository) throws(GitError) -> Void
    ) throws(GitError) {
        try CloneLease(writing: paths).during { () throws(GitError) in try body(Repository(opening: paths.clone)) }
    }

    /// Of a process that is dead.
    private static func isLeftOver(_ name: String) -> Bool {
        guard let process = pid_t(name) else { return true }
        return kill(process, 0) != 0 && errno == ESRCH
    }
}
