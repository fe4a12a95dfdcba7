internal import CLibgit2
internal import Identifiers

/// The folders and files a commit asks for, checked before any of them is made.
struct CheckoutPlan {
    struct File {
        /// From the root of the tree.
        let path: [UInt8]
        /// Where the name begins in `path`.
        let nameStart: Int
        let mode: FileMode
        let id: git_oid
    }

    /// The files of one folder lie beside each other, in the order of git's index.
    struct Folder {
        let path: [UInt8]
        var files: [File] = []
    }

    private(set) var folders: [Folder] = []

    /// Throws `.rejected` for a tree with names that no checkout can make safely.
    init(_ commit: CommitID, in repository: borrowing Repository) throws(GitError) {
        try add(repository.treeID(of: commit), path: [], in: repository)
    }

    private mutating func add(_ tree: git_oid, path: [UInt8], in repository: borrowing Repository) throws(GitError) {
        let index = folders.count
        folders.append(Folder(path: path))
        for entry in try repository.entries(of: tree) {
            let entryPath = path.isEmpty ? entry.name : path + [0x2F] + entry.name
            guard EntryName.isSafe(entry.name) else {
                throw .rejected("the commit holds the unsafe name \(String(decoding: entryPath, as: UTF8.self))")
            }
            switch entry.mode {
            case .folder: try add(entry.id, path: entryPath, in: repository)
            // A submodule is somebody else's repository: like a clone without submodules, only its folder is made.
            case .submodule: folders.append(Folder(path: entryPath))
            case .file, .executable, .link:
                let start = entryPath.count - entry.name.count
                folders[index].files.append(File(path: entryPath, nameStart: start, mode: entry.mode, id: entry.id))
            }
        }
    }
}
