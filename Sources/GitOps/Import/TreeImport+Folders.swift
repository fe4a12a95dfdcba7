internal import CLibgit2
internal import Glibc
internal import POSIX

extension TreeImport {
    /// Imports an open folder against a tree of the base (nil: the base has none here) and returns its tree; nil: it is empty.
    mutating func importFolder(_ folder: borrowing FolderListing, path: [UInt8], base: git_oid?) throws(GitError) -> git_oid? {
        openFolders.append(OpenFolder(number: folder.number, path: path))
        defer { openFolders.removeLast() }
        let baseTree = try BaseFolder(base, writer.repository)
        let earlierChanges = changes.count
        var edits: [TreeEdit] = []
        var kept = 0
        while let name = folder.next() {
            if name.isGitFolder {
                if path.isEmpty { continue }
                report(.nestedRepository, path)
                changes.removeSubrange(earlierChanges...)
                return base
            }
            entries += 1
            guard entries <= limits.entries else {
                reportOnce(.tooManyEntries(limit: limits.entries), path)
                return base
            }
            let known = baseTree.entry(named: name.pointer)
            if known != nil { kept += 1 }
            if let edit = try importEntry(name, in: folder.number, path, known) { edits.append(edit) }
        }
        if kept < baseTree.count { try addDeletions(in: folder.number, path, baseTree, &edits) }
        if edits.isEmpty { return base }
        return try writer.writeTree(from: base, edits: edits)
    }

    /// Nil: the entry stays what the base has.
    private mutating func importEntry(
        _ entry: FolderListing.Name, in folder: Int32, _ above: [UInt8], _ base: BaseEntry?
    ) throws(GitError) -> TreeEdit? {
        let name = entry.pointer
        if entry.isFolder { return try importSubfolder(name, in: folder, join(above, name), base) }
        var status = stat()
        guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            report(.unreadable(String(cString: strerror(errno))), join(above, name))
            return nil
        }
        // The way of nearly every entry: nothing is copied, nothing is read.
        let mode = FileMode(normalising: UInt32(status.st_mode))
        if let base, base.mode == mode, let manifest, manifest.isUnchanged(status, mode: mode, id: base.id) { return nil }
        let path = join(above, name)
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return try importSubfolder(name, in: folder, path, base)
        case S_IFREG, S_IFLNK:
            if base?.isContent != true, try isIgnored(path) { return try takingPlace(of: base, name, path) }
            guard isAcceptable(path, base) else { return nil }
            return try importContent(name, in: folder, path, status, mode, base)
        default:
            if base == nil, try isIgnored(path) { return nil }
            report(.specialFile, path)
            return nil
        }
    }

    private mutating func importSubfolder(
        _ name: UnsafePointer<CChar>, in folder: Int32, _ path: [UInt8], _ base: BaseEntry?
    ) throws(GitError) -> TreeEdit? {
        let known = base?.mode == .folder ? base?.id : nil
        if known == nil, base?.mode != .submodule, try isIgnored(path + [0x2F]) {
            return try takingPlace(of: base, name, path)
        }
        guard known != nil || isAcceptable(path, base) else { return nil }
        guard openFolders.count < limits.depth else {
            report(.tooDeep, path)
            return nil
        }
        guard let child = FolderListing(opening: name, in: folder) else {
            report(.unreadable(String(cString: strerror(errno))), path)
            return nil
        }
        if base?.mode == .submodule {
            // An empty folder is what a checkout makes of a submodule.
            if child.next() != nil { report(.nestedRepository, path) }
            return nil
        }
        let tree = try importFolder(child, path: path, base: known)
        if let tree {
            if let known, same(known, tree) { return nil }
            if let base, known == nil { record(.deleted, path, base.mode, size: 0) }
            return TreeEdit(name: bytes(of: name), content: (.folder, tree))
        }
        return base.map { removal(of: $0, name, path) } ?? nil
    }

    /// Something ignored lies where the base may have had something else: that is gone then.
    private mutating func takingPlace(
        of base: BaseEntry?, _ name: UnsafePointer<CChar>, _ path: [UInt8]
    ) throws(GitError) -> TreeEdit? {
        guard let base else { return nil }
        if base.mode == .folder { try recordDeletions(of: base.id, path) }
        return removal(of: base, name, path)
    }

    /// The base's entry went away; for a folder its files have been recorded as deleted already.
    private mutating func removal(of base: BaseEntry, _ name: UnsafePointer<CChar>, _ path: [UInt8]) -> TreeEdit? {
        if base.mode != .folder {
            guard admitChange(path) else { return nil }
            record(.deleted, path, base.mode, size: 0)
        }
        return TreeEdit(name: bytes(of: name), content: nil)
    }

    private mutating func addDeletions(
        in folder: Int32, _ path: [UInt8], _ base: borrowing BaseFolder, _ edits: inout [TreeEdit]
    ) throws(GitError) {
        for entry in try base.entries(writer.repository) {
            let name = entry.name.map { CChar(bitPattern: $0) } + [0]
            var status = stat()
            guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0 else { continue }
            let entryPath = join(path, name)
            guard admitChange(entryPath) else { continue }
            if entry.mode == .folder {
                try recordDeletions(of: entry.id, entryPath)
            } else {
                record(.deleted, entryPath, entry.mode, size: 0)
            }
            edits.append(TreeEdit(name: entry.name, content: nil))
        }
    }

    mutating func recordDeletions(of tree: git_oid, _ path: [UInt8]) throws(GitError) {
        for entry in try writer.repository.entries(of: tree) {
            let entryPath = path + [0x2F] + entry.name
            if entry.mode == .folder {
                try recordDeletions(of: entry.id, entryPath)
            } else {
                record(.deleted, entryPath, entry.mode, size: 0)
            }
        }
    }

    /// Names the base has already are somebody else's decision; new ones must be safe everywhere.
    private mutating func isAcceptable(_ path: [UInt8], _ base: BaseEntry?) -> Bool {
        if base != nil { return true }
        let name = path[((path.lastIndex(of: 0x2F) ?? -1) + 1)...]
        let problem: ImportProblem.Kind? =
            if !EntryName.isSafe(name) {
                .unsafeName
            } else if !EntryName.isUTF8(name) {
                .nameNotUTF8
            } else if path.count > limits.pathLength {
                .pathTooLong
            } else {
                nil
            }
        guard let problem else { return true }
        report(problem, path)
        return false
    }

    private func join(_ folder: [UInt8], _ name: UnsafePointer<CChar>) -> [UInt8] {
        folder.isEmpty ? bytes(of: name) : folder + [0x2F] + bytes(of: name)
    }
}
