internal import CLibgit2
internal import Identifiers

extension Repository {
    func database() throws(GitError) -> Handle<DatabaseKind> {
        try Handle<DatabaseKind>("git_repository_odb") { created in handle.borrow { git_repository_odb(&created, $0) } }
    }

    /// Lends the content of an object, whatever its type.
    func withObject<R>(
        _ id: git_oid, _ database: borrowing Handle<DatabaseKind>, _ body: (UnsafeRawBufferPointer) throws(GitError) -> R
    ) throws(GitError) -> R {
        var id = id
        let object = try Handle<DatabaseObjectKind>("git_odb_read") { created in
            database.borrow { git_odb_read(&created, $0, &id) }
        }
        return try object.borrow { (object) throws(GitError) in
            try body(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
        }
    }

    /// The content of a file at a commit; nil where there is none, or something that is no file.
    func file(_ path: String, at commit: CommitID, limit: Int) throws(GitError) -> [UInt8]? {
        guard let entry = try entry(path, at: commit), entry.mode.isFile || entry.mode == .link else { return nil }
        return try withObject(entry.id, database()) { (content) throws(GitError) in
            guard content.count <= limit else { throw .rejected("\(path) has \(content.count) bytes, more than \(limit)") }
            return Array(content)
        }
    }

    /// What a commit has at a path.
    func entry(_ path: String, at commit: CommitID) throws(GitError) -> (mode: FileMode, id: git_oid)? {
        let tree = try self.tree(of: commit)
        do {
            let entry = try Handle<TreeEntryKind>("git_tree_entry_bypath") { created in
                tree.borrow { git_tree_entry_bypath(&created, $0, path) }
            }
            return entry.borrow {
                (FileMode(normalising: UInt32(git_tree_entry_filemode_raw($0).rawValue)), git_tree_entry_id($0).pointee)
            }
        } catch .notFound {
            return nil
        }
    }

    func writeBlob(_ content: [UInt8], _ database: borrowing Handle<DatabaseKind>) throws(GitError) -> git_oid {
        var id = git_oid()
        try check(
            database.borrow { git_odb_write(&id, $0, content, content.count, GIT_OBJECT_BLOB) }, "git_odb_write")
        return id
    }

    /// Every object reachable from a commit can be read and has the content its name promises; throws at the first that has not.
    func verify(_ commit: CommitID) throws(GitError) {
        let database = try self.database()
        var seen: Set<CommitID> = []
        for described in try commits(from: commit, excluding: nil, limit: .max) {
            try verifyTree(described.tree.raw, database, &seen)
        }
    }

    private func verifyTree(
        _ id: git_oid, _ database: borrowing Handle<DatabaseKind>, _ seen: inout Set<CommitID>
    ) throws(GitError) {
        guard seen.insert(CommitID(id)).inserted else { return }
        for entry in try entries(of: id) where entry.mode != .submodule {
            if entry.mode == .folder {
                try verifyTree(entry.id, database, &seen)
            } else if seen.insert(CommitID(entry.id)).inserted {
                try withObject(entry.id, database) { (_) throws(GitError) in }
            }
        }
    }

    /// The entries of one tree, in git's order.
    func entries(of tree: git_oid) throws(GitError) -> [TreeEntry] {
        let tree = try self.tree(tree)
        return tree.borrow { tree in
            (0..<git_tree_entrycount(tree)).compactMap { index in
                git_tree_entry_byindex(tree, index).map { entry in
                    TreeEntry(
                        name: bytes(of: git_tree_entry_name(entry)),
                        mode: FileMode(normalising: UInt32(git_tree_entry_filemode_raw(entry).rawValue)),
                        id: git_tree_entry_id(entry).pointee)
                }
            }
        }
    }
}

/// One entry of a git tree; names are bytes, as git does not ask for UTF-8.
struct TreeEntry {
    let name: [UInt8]
    let mode: FileMode
    let id: git_oid
}

/// The bytes of a C string, without its end.
func bytes(of text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text else { return [] }
    return Array(UnsafeRawBufferPointer(start: text, count: length(of: text)))
}

/// strlen(3).
func length(of text: UnsafePointer<CChar>) -> Int {
    var length = 0
    while text[length] != 0 { length += 1 }
    return length
}
