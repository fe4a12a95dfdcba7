internal import Glibc

/// Keeps a second process out by flock(2) on a file of its own beside the database: opening and closing the database file
/// itself would drop SQLite's POSIX locks.
struct DatabaseLock: ~Copyable, Sendable {
    private let descriptor: Int32

    init(database path: String) throws(StorageError) {
        let lockPath = "\(path).lock"
        let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(path: lockPath, detail: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.holder(descriptor)
            close(descriptor)
            throw .inUse(path: path, holder: holder)
        }
        self.descriptor = descriptor
        writeHolder()
    }

    deinit { close(descriptor) }

    /// Only for the message that the next one gets, so failing to write it is no failure.
    private func writeHolder() {
        let text = Array("\(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        pwrite(descriptor, text, text.count, 0)
    }

    private static func holder(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return Int32(String(decoding: bytes.prefix(max(0, count)).prefix(while: { $0 != 0x0A }), as: UTF8.self))
    }
}
