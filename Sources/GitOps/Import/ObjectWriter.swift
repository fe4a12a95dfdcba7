internal import CLibgit2
internal import Identifiers

/// Collects new objects in memory and puts them into the clone as one pack, so that making them durable takes a handful of
/// fsync(2) calls however many there are.
struct ObjectWriter: ~Copyable {
    let repository: Repository
    let database: Handle<DatabaseKind>
    private var objects: [git_oid] = []

    /// Content above this size goes to the disk at once instead of into memory.
    private static let largestInMemory = 4 << 20
    /// libgit2 asks backends with a higher priority first, also for where to write.
    private static let priority: Int32 = 1000

    init(clonePath: String) throws(GitError) {
        let repository = try Repository(opening: clonePath)
        let database = try repository.database()
        var memory: UnsafeMutablePointer<git_odb_backend>?
        try check(git_mempack_new(&memory), "git_mempack_new")
        try check(database.borrow { git_odb_add_backend($0, memory, Self.priority) }, "git_odb_add_backend")
        Self.stopRescanning(database)
        self.repository = repository
        self.database = database
    }

    /// libgit2 looks for new packs whenever an object is not there yet, which here is what every new one is: a scan of the pack
    /// folder each. The packs there are now stay while the lease is held, and the handle is this writer's alone.
    private static func stopRescanning(_ database: borrowing Handle<DatabaseKind>) {
        database.borrow { database in
            for position in 0..<git_odb_num_backends(database) {
                var backend: UnsafeMutablePointer<git_odb_backend>?
                if git_odb_get_backend(&backend, database, position) == 0 { backend?.pointee.refresh = nil }
            }
        }
    }

    /// The name of some content, without writing it.
    static func identify(_ content: [UInt8]) throws(GitError) -> git_oid {
        var id = git_oid()
        try check(git_odb_hash(&id, content, content.count, GIT_OBJECT_BLOB), "git_odb_hash")
        return id
    }

    mutating func write(_ content: [UInt8]) throws(GitError) {
        if content.count > Self.largestInMemory {
            _ = try repository.writeBlob(content, Repository(opening: repository.path).database())
        } else {
            objects.append(try repository.writeBlob(content, database))
        }
    }

    /// A tree made from another one (nil: from nothing) by replacing entries; an entry without content is removed.
    mutating func writeTree(from base: git_oid?, edits: [TreeEdit]) throws(GitError) -> git_oid? {
        let builder = try makeBuilder(base)
        for edit in edits {
            let name = edit.name.map { CChar(bitPattern: $0) } + [0]
            switch edit.content {
            case .some((let mode, var id)):
                let raw = git_filemode_t(rawValue: mode.rawValue)
                try check(builder.borrow { git_treebuilder_insert(nil, $0, name, &id, raw) }, "git_treebuilder_insert")
            case nil:
                try check(builder.borrow { git_treebuilder_remove($0, name) }, "git_treebuilder_remove")
            }
        }
        guard builder.borrow({ git_treebuilder_entrycount($0) }) > 0 else { return nil }
        var id = git_oid()
        try check(builder.borrow { git_treebuilder_write(&id, $0) }, "git_treebuilder_write")
        objects.append(id)
        return id
    }

    /// The tree without entries, which a repository whose last file went away has.
    mutating func writeEmptyTree() throws(GitError) -> git_oid {
        let builder = try makeBuilder(nil)
        var id = git_oid()
        try check(builder.borrow { git_treebuilder_write(&id, $0) }, "git_treebuilder_write")
        objects.append(id)
        return id
    }

    private func makeBuilder(_ base: git_oid?) throws(GitError) -> Handle<TreeBuilderKind> {
        guard let base else {
            return try Handle<TreeBuilderKind>("git_treebuilder_new") { created in
                repository.handle.borrow { git_treebuilder_new(&created, $0, nil) }
            }
        }
        let tree = try repository.tree(base)
        return try Handle<TreeBuilderKind>("git_treebuilder_new") { created in
            repository.handle.borrow { repository in tree.borrow { git_treebuilder_new(&created, repository, $0) } }
        }
    }

    /// Writes everything collected so far into the clone.
    mutating func finish() throws(GitError) {
        guard !objects.isEmpty else { return }
        let builder = try Handle<PackBuilderKind>("git_packbuilder_new") { created in
            repository.handle.borrow { git_packbuilder_new(&created, $0) }
        }
        for var object in objects {
            try check(builder.borrow { git_packbuilder_insert($0, &object, nil) }, "git_packbuilder_insert")
        }
        try check(builder.borrow { git_packbuilder_write($0, nil, 0, nil, nil) }, "git_packbuilder_write")
        objects = []
    }
}

/// One entry of a folder that differs from the base; no content: it is gone.
struct TreeEdit {
    let name: [UInt8]
    let content: (mode: FileMode, id: git_oid)?
}
