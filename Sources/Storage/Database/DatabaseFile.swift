internal import CSQLite
internal import Glibc

/// The file itself, before and beside SQLite.
enum DatabaseFile {
    /// Makes an empty file that only its owner can read; one that exists stays as it is. SQLite gives `-wal` and `-shm` its mode.
    static func create(_ path: String) throws(StorageError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw failure(path)
        }
    }

    /// Throws where locks or shared memory do not work across the file system's clients.
    static func requireLocalFileSystem(_ path: String) throws(StorageError) {
        let kind = csqlite_file_system(folder(of: path))
        guard kind >= 0 else { throw failure(path) }
        if networkFileSystems.contains(UInt32(truncatingIfNeeded: kind)) { throw .networkFileSystem(path: path) }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Bytes of a file; a missing one has none.
    static func size(_ path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// fsync(2) of a file, then of the folder that names it.
    static func synchronise(_ path: String) throws(StorageError) {
        for path in [path, folder(of: path)] {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw failure(path) }
            defer { close(descriptor) }
            guard fsync(descriptor) == 0 else { throw failure(path) }
        }
    }

    static func publish(_ temporary: String, as path: String) throws(StorageError) {
        try synchronise(temporary)
        guard rename(temporary, path) == 0 else { throw failure(path) }
        try synchronise(path)
    }

    static func remove(_ path: String) { unlink(path) }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func failure(_ path: String) -> StorageError {
        let code = errno
        return code == ENOSPC || code == EDQUOT ? .outOfSpace : .cannotOpen(path: path, detail: String(cString: strerror(code)))
    }

    /// NFS, SMB, CIFS, SMB2, Ceph, AFS, Coda (statfs(2)).
    private static let networkFileSystems: Set<UInt32> = [
        0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x00C3_6400, 0x5346_414F, 0x7375_7245,
    ]
}
