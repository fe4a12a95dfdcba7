internal import Glibc

/// How much a tree takes on disk, as far as it must be known.
enum TreeSize {
    /// Whether the files below `path` take more than `limit` bytes; so does a tree of more entries than anybody needs. Links are
    /// not followed, and what cannot be read counts as nothing.
    static func exceeds(_ limit: Int, below path: String, entryLimit: Int = 1_000_000) -> Bool {
        var folders = [Array(path.utf8)]
        var bytes = 0
        var entries = 0
        while let folder = folders.popLast() {
            guard let listing = opendir(folder.cString) else { continue }
            defer { closedir(listing) }
            while let entry = readdir(listing) {
                let name = Self.name(of: entry)
                if name == [0x2E] || name == [0x2E, 0x2E] { continue }
                let child = folder + [0x2F] + name
                var status = stat()
                guard lstat(child.cString, &status) == 0 else { continue }
                entries += 1
                // st_blocks counts 512 bytes whatever the file system, stat(3type).
                bytes += Int(status.st_blocks) * 512
                if bytes > limit || entries > entryLimit { return true }
                if status.st_mode & S_IFMT == S_IFDIR { folders.append(child) }
            }
        }
        return false
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
                Array(UnsafeBufferPointer(start: bytes, count: 256).prefix { $0 != 0 })
            }
        }
    }
}

extension [UInt8] {
    /// Names in a tree need not be UTF-8, so they go to the system as the bytes they are.
    fileprivate var cString: [CChar] { map { CChar(bitPattern: $0) } + [0] }
}
