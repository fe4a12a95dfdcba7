internal import Glibc

/// Files and folders by path, for paths that HookBot itself made; never for a tree an agent has touched.
package enum Files {
    /// The whole content; a file over `limit` bytes is an error (EFBIG).
    package static func read(_ path: String, limit: Int = 64 << 20) throws(SystemError) -> [UInt8] {
        let file = try Descriptor(opening: path, flags: O_RDONLY)
        do { return try file.readAll(limit: limit) } catch { throw SystemError("read", path, code: error.code) }
    }

    package static func readText(_ path: String, limit: Int = 64 << 20) throws(SystemError) -> String {
        String(decoding: try read(path, limit: limit), as: UTF8.self)
    }

    /// Replaces a file as a whole and durably: temporary name, fsync, rename, fsync of the folder.
    package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o600) throws(SystemError) {
        let temporary = "\(path).\(getpid()).tmp"
        do {
            let file = try Descriptor(opening: temporary, flags: O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: mode)
            try file.writeAll(bytes)
            try file.synchronise()
        }
        guard Glibc.rename(temporary, path) == 0 else { throw SystemError("rename", path) }
        try synchroniseFolder(of: path)
    }

    /// Makes the folder and what lies above it; one that exists already is fine.
    package static func makeFolder(_ path: String, mode: UInt32 = 0o700) throws(SystemError) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let above = folder(of: path), above != path else { throw SystemError("mkdir", path) }
        try makeFolder(above, mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw SystemError("mkdir", path) }
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    package static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Names in a folder, sorted, without `.` and `..`.
    package static func names(in path: String) throws(SystemError) -> [String] {
        guard let folder = opendir(path) else { throw SystemError("opendir", path) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    package static func rename(_ source: String, to target: String) throws(SystemError) {
        guard Glibc.rename(source, target) == 0 else { throw SystemError("rename", "\(source) to \(target)") }
        try synchroniseFolder(of: target)
    }

    /// Makes a symbolic link at `path` that holds `target`.
    package static func makeLink(_ path: String, to target: String) throws(SystemError) {
        guard symlink(target, path) == 0 else { throw SystemError("symlink", path) }
    }

    /// Removes a file; one that is not there is fine.
    package static func remove(_ path: String) throws(SystemError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw SystemError("unlink", path) }
    }

    /// Removes a folder with all below it, following no link and making folders it owns writable first; a missing one is fine.
    package static func removeTree(_ path: String) throws(SystemError) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
        let above: Descriptor
        do {
            above = try Descriptor(opening: folder.isEmpty ? "/" : folder, flags: O_RDONLY | O_DIRECTORY)
        } catch {
            if error.isMissing { return }
            throw error
        }
        try removeEntry(Array(name.utf8), in: above.number, path: path)
    }

    /// The part of a path before its last `/`, or nil where there is none.
    package static func folder(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes a folder with a name nobody had before, below `parent`.
    package static func makeTemporaryFolder(in parent: String, prefix: String) throws(SystemError) -> String {
        var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemError("mkdtemp", parent) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// fsync of the folder that holds `path`, so that its entry survives a power cut.
    package static func synchroniseFolder(of path: String) throws(SystemError) {
        let folder = try Descriptor(opening: folder(of: path) ?? ".", flags: O_RDONLY | O_DIRECTORY)
        try folder.synchronise()
    }

    /// Names in a tree need not be UTF-8, so they go to the system as the bytes they are.
    private static func removeEntry(_ name: [UInt8], in above: Int32, path: String) throws(SystemError) {
        let cName = name.map { CChar(bitPattern: $0) } + [0]
        if unlinkat(above, cName, 0) == 0 || errno == ENOENT { return }
        guard errno == EISDIR || errno == EPERM || errno == EACCES else { throw SystemError("unlink", path) }
        var number = openat(above, cName, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if number < 0 && errno == EACCES && fchmodat(above, cName, 0o700, 0) == 0 {
            number = openat(above, cName, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        }
        guard number >= 0 else { throw SystemError("open", path) }
        fchmod(number, 0o700)
        guard let listing = fdopendir(number) else {
            close(number)
            throw SystemError("fdopendir", path)
        }
        defer { closedir(listing) }
        // Somebody may still be making files in it: what turned up in the meantime is removed as well.
        for _ in 1...removalPasses {
            rewinddir(listing)
            while let entry = readdir(listing) {
                let child = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
                        Array(UnsafeBufferPointer(start: bytes, count: 256).prefix(while: { $0 != 0 }))
                    }
                }
                if child == [0x2E] || child == [0x2E, 0x2E] { continue }
                try removeEntry(child, in: number, path: path)
            }
            if unlinkat(above, cName, AT_REMOVEDIR) == 0 || errno == ENOENT { return }
            guard errno == ENOTEMPTY || errno == EEXIST else { break }
        }
        throw SystemError("rmdir", path)
    }

    /// How often a folder is listed again that was found not empty.
    private static let removalPasses = 8
}
