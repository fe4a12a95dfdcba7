internal import Glibc

/// What lstat(2) tells about a file that changes whenever its content may have changed.
struct FileStamp: Hashable, Sendable {
    let inode: UInt64
    let size: Int64
    /// Nanoseconds since 1970. Nobody but the system's administrator can set the second one.
    let modified: Int64
    let changed: Int64

    init(inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
        self.inode = inode
        self.size = size
        self.modified = modified
        self.changed = changed
    }

    init(_ status: stat) {
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        modified = status.st_mtim.nanoseconds
        changed = status.st_ctim.nanoseconds
    }
}

extension timespec {
    /// Nanoseconds since 1970.
    var nanoseconds: Int64 { Int64(tv_sec) * 1_000_000_000 + Int64(tv_nsec) }
}
