internal import CLinux
internal import Glibc

extension Files {
    /// Sets the time a file was changed to now, making an empty one where there is none.
    package static func touch(_ path: String) throws(SystemError) {
        let file = try Descriptor(opening: path, flags: O_WRONLY | O_CREAT | O_NOFOLLOW)
        guard futimens(file.number, nil) == 0 else { throw SystemError("futimens", path) }
    }

    /// How long ago a file was changed, by the wall clock; nil for a missing one.
    package static func age(of path: String) -> Duration? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let changed = status.st_mtim
        return .seconds(now.tv_sec - changed.tv_sec) + .nanoseconds(now.tv_nsec - changed.tv_nsec)
    }

    /// Bytes that the file system of a path has left for its user; nil where it cannot be asked (statvfs(3)).
    package static func freeSpace(at path: String) -> Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }

    /// The content of a file that somebody hostile may have put there: nil where it is missing or no plain file, such as a link, a
    /// device or a pipe that would never end. The folders above it must be trusted.
    package static func readPlain(_ path: String, limit: Int) throws(SystemError) -> [UInt8]? {
        let file: Descriptor
        do { file = try Descriptor(opening: path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) } catch {
            if [ENOENT, ELOOP, ENXIO, ENOTDIR].contains(error.code) { return nil }
            throw error
        }
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw SystemError("fstat", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        do { return try file.readAll(limit: limit) } catch { throw SystemError("read", path, code: error.code) }
    }

    /// In bytes; nil for a missing one.
    package static func size(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// The path without symbolic links; nil when nothing is there.
    package static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// What a symbolic link holds; nil for anything else.
    package static func linkTarget(_ path: String) -> String? {
        var target = [UInt8](repeating: 0, count: 4096)
        let count = target.withUnsafeMutableBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { $0.baseAddress.map { readlink(path, $0, 4096) } ?? -1 }
        }
        return count > 0 ? String(decoding: target[..<count], as: UTF8.self) : nil
    }
}

extension Files {
    /// The permission bits and type of a file (stat(2)); nil where it cannot be looked at.
    package static func mode(_ path: String) -> UInt32? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode : nil
    }
}
