internal import Glibc
internal import POSIX

/// Holds flock(2) on a file. The kernel gives the lock up when its holder dies, so holding it proves that no other holder lives.
struct FileLock: ~Copyable {
    enum Mode { case shared, exclusive }

    private let file: Descriptor

    /// Waits on the calling thread until the lock is free.
    init(_ path: String, _ mode: Mode) throws(GitError) {
        let file = try Self.open(path)
        while flock(file.number, mode == .shared ? LOCK_SH : LOCK_EX) != 0 {
            guard errno == EINTR else { throw GitError(SystemError("flock", path)) }
        }
        self.file = file
    }

    /// Nil where somebody else holds the lock.
    init?(trying path: String, _ mode: Mode) throws(GitError) {
        let file = try Self.open(path)
        guard flock(file.number, (mode == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else { return nil }
        self.file = file
    }

    private static func open(_ path: String) throws(GitError) -> Descriptor {
        try system { () throws(SystemError) in try Descriptor(opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW) }
    }
}
