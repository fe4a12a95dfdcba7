internal import Glibc
internal import POSIX

extension Descriptor {
    /// Makes a file that must not exist yet, by a name of bytes in an open folder.
    init(creating name: [CChar], in folder: Int32, mode: mode_t, path: String) throws(SystemError) {
        // open(2) with a mode is variadic and out of Swift's reach; a creation mask of its own does the same without one.
        let number = mknodat(folder, name, S_IFREG | mode, 0) == 0 ? openat(folder, name, Self.writing) : -1
        guard number >= 0 else { throw SystemError("create", path) }
        self.init(owning: number)
    }

    private static let writing = O_WRONLY | O_NOFOLLOW | O_CLOEXEC

    /// Writes bytes that lie in memory of somebody else.
    borrowing func writeAll(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
        var offset = 0
        while offset < bytes.count {
            let count = write(number, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError("write")
            }
            offset += count
        }
    }
}
