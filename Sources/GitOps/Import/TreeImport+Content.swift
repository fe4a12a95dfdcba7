internal import CLibgit2
internal import Glibc
internal import POSIX

extension TreeImport {
    /// Imports a file or link whose stamp is not the recorded one. Nil: it stays what the base has.
    mutating func importContent(
        _ name: UnsafePointer<CChar>, in folder: Int32, _ path: [UInt8], _ status: stat, _ mode: FileMode, _ base: BaseEntry?
    ) throws(GitError) -> TreeEdit? {
        guard let content = mode == .link ? readLink(name, folder, path) : readFile(name, folder, path, status) else {
            return nil
        }
        let id = try ObjectWriter.identify(content)
        let hasSameContent = base.map { $0.isContent && same($0.id, id) } ?? false
        if hasSameContent && base?.mode == mode { return nil }
        guard admitChange(path), !(mode == .link && leavesTree(content, path)) else { return nil }
        if !hasSameContent {
            guard newBytes + content.count <= limits.totalSize else {
                reportOnce(.totalTooLarge(limit: limits.totalSize), path)
                return nil
            }
            newBytes += content.count
            try writer.write(content)
        }
        if let base, base.mode == .folder { try recordDeletions(of: base.id, path) }
        let replaced = base.map { $0.isContent || $0.mode == .submodule } ?? false
        record(replaced ? (hasSameContent ? .mode : .modified) : .added, path, mode, size: content.count)
        return TreeEdit(name: bytes(of: name), content: (mode, id))
    }

    private mutating func leavesTree(_ target: [UInt8], _ path: [UInt8]) -> Bool {
        guard !LinkTarget.staysInside(target, depth: openFolders.count - 1) else { return false }
        report(.linkLeavesTree(target: String(decoding: target, as: UTF8.self)), path)
        return true
    }

    private mutating func readLink(_ name: UnsafePointer<CChar>, _ folder: Int32, _ path: [UInt8]) -> [UInt8]? {
        var target = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = target.withUnsafeMutableBytes { buffer in
            // Safe because the buffer is not empty.
            readlinkat(folder, name, buffer.baseAddress!.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        guard count >= 0 else {
            report(.unreadable(String(cString: strerror(errno))), path)
            return nil
        }
        return Array(target[..<count])
    }

    private mutating func readFile(
        _ name: UnsafePointer<CChar>, _ folder: Int32, _ path: [UInt8], _ status: stat
    ) -> [UInt8]? {
        guard status.st_size <= limits.fileSize else {
            report(.fileTooLarge(size: Int(status.st_size), limit: limits.fileSize), path)
            return nil
        }
        // Not to wait at a pipe that took the file's place in the meantime.
        let number = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard number >= 0 else {
            report(.unreadable(String(cString: strerror(errno))), path)
            return nil
        }
        let file = Descriptor(owning: number)
        var opened = stat()
        guard fstat(file.number, &opened) == 0, opened.st_mode & S_IFMT == S_IFREG else {
            report(.specialFile, path)
            return nil
        }
        guard let content = read(file, expecting: Int(opened.st_size)) else {
            report(.unreadable(String(cString: strerror(errno))), path)
            return nil
        }
        return content
    }

    /// The whole content in one buffer; nil with errno where reading failed or the file grew past the limit.
    private func read(_ file: borrowing Descriptor, expecting size: Int) -> [UInt8]? {
        var content = [UInt8](repeating: 0, count: min(size, limits.fileSize) + 1)
        var filled = 0
        while true {
            let count = content.withUnsafeMutableBytes { buffer in
                Glibc.read(file.number, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            filled += count
            if count == 0 { break }
            guard filled <= limits.fileSize else {
                errno = EFBIG
                return nil
            }
            if filled == content.count { content.append(contentsOf: repeatElement(0, count: content.count)) }
        }
        content.removeLast(content.count - filled)
        return content
    }
}
