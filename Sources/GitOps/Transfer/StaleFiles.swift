internal import POSIX

/// What a killed process leaves in a repository: libgit2's lock files, which block every later writer, and half-written packs.
enum StaleFiles {
    /// Call with the fetch lock held. Waits for writers, so that whatever lock file is left then belongs to nobody alive.
    static func remove(from paths: ClonePaths) throws(GitError) {
        let lock = try FileLock(paths.writeLock, .exclusive)
        try remove(from: paths.clone, holding: lock)
    }

    /// The locks of references that are kept for jobs. Their writers hold the write lock, so that waiting for it leaves only those of
    /// the dead; a fetch, which may go on meanwhile, has none of them.
    static func removeJobLocks(from paths: ClonePaths) throws(GitError) {
        let lock = try FileLock(paths.writeLock, .exclusive)
        try removeJobLocks(from: paths.clone, holding: lock)
    }

    private static func removeJobLocks(from clone: String, holding lock: borrowing FileLock) throws(GitError) {
        let folder = "\(clone)/refs/hookbot"
        guard Files.isFolder(folder) else { return }
        try system { () throws(SystemError) in try removeLocks(below: folder) }
    }

    private static func remove(from clone: String, holding lock: borrowing FileLock) throws(GitError) {
        try system { () throws(SystemError) in
            try remove(in: clone) { $0.hasSuffix(".lock") && !$0.hasPrefix(ClonePaths.ownPrefix) }
            try remove(in: "\(clone)/objects") { $0.hasPrefix("tmp_") }
            try remove(in: "\(clone)/objects/pack") { $0.hasPrefix("pack_git2_") || $0.hasPrefix("tmp_") }
            try removeLocks(below: "\(clone)/refs")
        }
    }

    private static func remove(in folder: String, where isStale: (String) -> Bool) throws(SystemError) {
        for name in try Files.names(in: folder) where isStale(name) { try Files.remove("\(folder)/\(name)") }
    }

    private static func removeLocks(below folder: String) throws(SystemError) {
        for name in try Files.names(in: folder) {
            let path = "\(folder)/\(name)"
            if Files.isFolder(path) {
                try removeLocks(below: path)
            } else if name.hasSuffix(".lock") {
                try Files.remove(path)
            }
        }
    }
}
