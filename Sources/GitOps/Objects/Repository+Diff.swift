internal import CLibgit2
internal import Identifiers

extension Repository {
    /// Files over this size are shown as binary, so that a diff never loads what nobody reads.
    private static let largestTextFile: git_off_t = 8 << 20

    func difference(from old: CommitID, to new: CommitID, findRenames: Bool) throws(GitError) -> Handle<DifferenceKind> {
        let oldTree = try tree(of: old)
        let newTree = try tree(of: new)
        var options = git_diff_options()
        git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
        options.flags |= GIT_DIFF_INCLUDE_TYPECHANGE.rawValue
        options.max_size = Self.largestTextFile
        let difference = try Handle<DifferenceKind>("git_diff_tree_to_tree") { created in
            handle.borrow { repository in
                oldTree.borrow { old in
                    newTree.borrow { new in git_diff_tree_to_tree(&created, repository, old, new, &options) }
                }
            }
        }
        if findRenames {
            var find = git_diff_find_options()
            git_diff_find_options_init(&find, UInt32(GIT_DIFF_FIND_OPTIONS_VERSION))
            find.flags = GIT_DIFF_FIND_RENAMES.rawValue
            try check(difference.borrow { git_diff_find_similar($0, &find) }, "git_diff_find_similar")
        }
        return difference
    }

    func changes(from old: CommitID, to new: CommitID, findRenames: Bool) throws(GitError) -> [FileChange] {
        let difference = try self.difference(from: old, to: new, findRenames: findRenames)
        let database = try self.database()
        var changes: [FileChange] = []
        for index in 0..<difference.borrow({ git_diff_num_deltas($0) }) {
            changes.append(try change(at: index, of: difference, database))
        }
        return changes
    }

    private func change(
        at index: Int, of difference: borrowing Handle<DifferenceKind>, _ database: borrowing Handle<DatabaseKind>
    ) throws(GitError) -> FileChange {
        var (additions, deletions) = (0, 0)
        var patch: OpaquePointer?
        try check(difference.borrow { git_patch_from_diff(&patch, $0, index) }, "git_patch_from_diff")
        defer { git_patch_free(patch) }
        if patch != nil { try check(git_patch_line_stats(nil, &additions, &deletions, patch), "git_patch_line_stats") }
        guard let delta = difference.borrow({ git_diff_get_delta($0, index) })?.pointee else {
            throw .corrupt("a difference lost its entry \(index)")
        }
        let status = Self.status(delta.status)
        let oldPath = String(cString: delta.old_file.path)
        let newPath = String(cString: delta.new_file.path)
        return FileChange(
            status: status, path: status == .deleted ? oldPath : newPath, oldPath: status == .renamed ? oldPath : nil,
            oldMode: UInt32(delta.old_file.mode), newMode: UInt32(delta.new_file.mode),
            oldSize: size(of: delta.old_file, database), newSize: size(of: delta.new_file, database),
            additions: additions, deletions: deletions, isBinary: delta.flags & GIT_DIFF_FLAG_BINARY.rawValue != 0)
    }

    private static func status(_ status: git_delta_t) -> FileChange.Status {
        switch status {
        case GIT_DELTA_ADDED, GIT_DELTA_COPIED: .added
        case GIT_DELTA_DELETED: .deleted
        case GIT_DELTA_RENAMED: .renamed
        case GIT_DELTA_TYPECHANGE: .typeChanged
        default: .modified
        }
    }

    /// 0 for a side that does not exist, and for a submodule's commit, which is not ours to have.
    private func size(of file: git_diff_file, _ database: borrowing Handle<DatabaseKind>) -> Int {
        guard file.mode != 0, UInt32(file.mode) != FileMode.submodule.rawValue else { return 0 }
        var (id, size, type) = (file.id, 0, git_object_t(rawValue: 0))
        return database.borrow { git_odb_read_header(&size, &type, $0, &id) } == 0 ? size : 0
    }

    /// A unified diff, cut after the line that passes `limit` bytes.
    func diffText(from old: CommitID, to new: CommitID, limit: Int) throws(GitError) -> DiffText {
        let difference = try self.difference(from: old, to: new, findRenames: true)
        return try Self.text(limit: limit) { callback, payload in
            difference.borrow { git_diff_print($0, GIT_DIFF_FORMAT_PATCH, callback, payload) }
        }
    }

    /// The unified diff of each changed file, by its path; each cut at `limit` bytes.
    func patches(from old: CommitID, to new: CommitID, limit: Int) throws(GitError) -> [String: DiffText] {
        let difference = try self.difference(from: old, to: new, findRenames: true)
        var patches: [String: DiffText] = [:]
        for index in 0..<difference.borrow({ git_diff_num_deltas($0) }) {
            var patch: OpaquePointer?
            try check(difference.borrow { git_patch_from_diff(&patch, $0, index) }, "git_patch_from_diff")
            defer { git_patch_free(patch) }
            guard patch != nil, let delta = git_patch_get_delta(patch)?.pointee else { continue }
            let path = String(cString: delta.status == GIT_DELTA_DELETED ? delta.old_file.path : delta.new_file.path)
            patches[path] = try Self.text(limit: limit) { git_patch_print(patch, $0, $1) }
        }
        return patches
    }

    private static func text(
        limit: Int, _ print: (git_diff_line_cb, UnsafeMutableRawPointer) -> Int32
    ) throws(GitError) -> DiffText {
        let collector = DiffCollector(limit: limit)
        let status = withExtendedLifetime(collector) {
            print(DiffCollector.receive, Unmanaged.passUnretained(collector).toOpaque())
        }
        if !collector.isCut { try check(status, "git_diff_print") }
        return DiffText(text: String(decoding: collector.bytes, as: UTF8.self), isCut: collector.isCut)
    }
}

/// Collects the lines of a diff while libgit2 prints them.
private final class DiffCollector {
    var bytes: [UInt8] = []
    var isCut = false
    let limit: Int

    init(limit: Int) { self.limit = limit }

    static let receive: git_diff_line_cb = { _, _, line, payload in
        guard let payload, let line else { return 0 }
        let collector = Unmanaged<DiffCollector>.fromOpaque(payload).takeUnretainedValue()
        let origin = UInt8(bitPattern: line.pointee.origin)
        // Only context, added and removed lines come without their first column.
        if [0x20, 0x2B, 0x2D].contains(origin) { collector.bytes.append(origin) }
        collector.bytes.append(contentsOf: UnsafeRawBufferPointer(start: line.pointee.content, count: line.pointee.content_len))
        collector.isCut = collector.bytes.count > collector.limit
        return collector.isCut ? GIT_EUSER.rawValue : 0
    }
}
