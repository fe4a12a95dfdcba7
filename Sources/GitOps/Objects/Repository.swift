internal import CLibgit2
internal import Glibc
internal import Identifiers

/// An open bare repository: one thread at a time, never kept across a suspension.
struct Repository: ~Copyable {
    let handle: Handle<RepositoryKind>
    let path: String

    /// Opens a bare repository at exactly this path; no folder above it is searched.
    init(opening path: String) throws(GitError) {
        Library.start()
        do {
            handle = try Handle<RepositoryKind>("git_repository_open_bare") { git_repository_open_bare(&$0, path) }
        } catch {
            throw Self.explain(error, path)
        }
        self.path = path
    }

    /// Makes a bare repository with the settings every repository of ours has. The folder must not hold one yet.
    /// Hooks run only where `hooks` says so, and only for git programs: libgit2 runs none.
    init(creating path: String, defaultBranch: String, hooks: Bool = false) throws(GitError) {
        Library.start()
        let handle = try Handle<RepositoryKind>("git_repository_init_ext") { created in
            defaultBranch.withCString { head in
                var options = git_repository_init_options()
                git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
                options.flags =
                    GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
                    | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
                options.initial_head = head
                return git_repository_init_ext(&created, path, &options)
            }
        }
        try Self.configure(handle, hooksFolder: hooks ? "\(path)/hooks" : "/dev/null")
        self.handle = handle
        self.path = path
    }

    /// The settings that matter to a git program somebody runs in here; libgit2 itself needs few of them.
    private static func configure(_ handle: borrowing Handle<RepositoryKind>, hooksFolder: String) throws(GitError) {
        let settings = [
            ("gc.auto", "0"), ("core.protectHFS", "true"), ("core.protectNTFS", "true"), ("core.logAllRefUpdates", "true"),
            ("receive.fsckObjects", "true"), ("transfer.fsckObjects", "true"), ("core.hooksPath", hooksFolder),
        ]
        let configuration = try Handle<ConfigurationKind>("git_repository_config") { created in
            handle.borrow { git_repository_config(&created, $0) }
        }
        for (name, value) in settings {
            try check(configuration.borrow { git_config_set_string($0, name, value) }, "git_config_set_string")
        }
    }

    /// libgit2 1.5.1 says "not found" for a repository of another owner as well; taking that for "clone again" would be wrong.
    private static func explain(_ error: GitError, _ path: String) -> GitError {
        var status = stat()
        guard case .notFound = error, stat(path, &status) == 0 else { return error }
        if status.st_uid != geteuid() {
            return .corrupt("\(path) belongs to user id \(status.st_uid), not to the user HookBot runs as (\(geteuid()))")
        }
        return .corrupt("\(path) is no bare git repository")
    }
}
