internal import Glibc
internal import POSIX

/// An open folder and the names in it, without copying them.
struct FolderListing: ~Copyable {
    private let stream: OpaquePointer
    /// The folder itself, for calls such as fstatat(2).
    let number: Int32

    /// Opens a folder by a path or, below another open folder, by a name; never through a link. Nil with errno where it cannot
    /// be read.
    init?(opening name: UnsafePointer<CChar>, in above: Int32 = AT_FDCWD) {
        let number = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else { return nil }
        guard let stream = fdopendir(number) else {
            close(number)
            return nil
        }
        self.stream = stream
        self.number = number
    }

    deinit { closedir(stream) }

    /// The next name except `.` and `..`; valid until the next call.
    func next() -> Name? {
        while let entry = readdir(stream) {
            // Safe because d_name is a field of every directory entry.
            let offset = MemoryLayout<dirent>.offset(of: \.d_name)!
            let pointer = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
            let name = Name(pointer: pointer, isFolder: Int(entry.pointee.d_type) == Int(DT_DIR))
            if !name.isSelfOrParent { return name }
        }
        return nil
    }

    struct Name {
        let pointer: UnsafePointer<CChar>
        /// Whether the listing says so; not every file system does.
        let isFolder: Bool

        fileprivate var isSelfOrParent: Bool {
            pointer[0] == 0x2E && (pointer[1] == 0 || (pointer[1] == 0x2E && pointer[2] == 0))
        }

        var isGitFolder: Bool { strcmp(pointer, ".git") == 0 }
    }
}
