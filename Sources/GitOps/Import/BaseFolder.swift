internal import CLibgit2

/// One folder of the base commit; empty where the base has none.
struct BaseFolder: ~Copyable {
    private let tree: Handle<TreeKind>?
    private let id: git_oid?

    init(_ id: git_oid?, _ repository: borrowing Repository) throws(GitError) {
        self.id = id
        if let id { tree = try repository.tree(id) } else { tree = nil }
    }

    var count: Int { tree?.borrow { git_tree_entrycount($0) } ?? 0 }

    func entry(named name: UnsafePointer<CChar>) -> BaseEntry? {
        tree?.borrow { tree in
            git_tree_entry_byname(tree, name).map { entry in
                BaseEntry(
                    mode: FileMode(normalising: UInt32(git_tree_entry_filemode_raw(entry).rawValue)),
                    id: git_tree_entry_id(entry).pointee)
            }
        } ?? nil
    }

    func entries(_ repository: borrowing Repository) throws(GitError) -> [TreeEntry] {
        if let id { try repository.entries(of: id) } else { [] }
    }
}

/// What the base has under one name.
struct BaseEntry {
    let mode: FileMode
    let id: git_oid

    /// Whether it is a file or link, with content of its own.
    var isContent: Bool { mode.isFile || mode == .link }
}
