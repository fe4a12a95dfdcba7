internal import CLinux
internal import Glibc

/// An exclusive flock(2), held until this value goes away or its process ends, however it ends.
package struct FileLock: ~Copyable, Sendable {
    private let file: Descriptor

    /// Takes the lock of a file, made if missing; nil when somebody else holds it.
    package static func take(_ path: String) throws(SystemError) -> FileLock? {
        let file = try Descriptor(opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW)
        if clinux_try_lock(file.number) == 0 { return FileLock(file: file) }
        guard errno == EWOULDBLOCK else { throw SystemError("flock", path) }
        return nil
    }

    private init(file: consuming Descriptor) { self.file = file }
}
