internal import CLibgit2
internal import Glibc
internal import POSIX

/// Takes over what an agent left in a tree: walks it by open folders, never through a link and never into a git folder, and
/// compares it with the base commit.
struct TreeImport: ~Copyable {
    let limits: ImportLimits
    let manifest: WorkspaceManifest?
    var writer: ObjectWriter
    var ignores: IgnoreRules
    var changes: [ImportedChange] = []
    var problems: [ImportProblem] = []
    var entries = 0
    var newBytes = 0
    /// From the root to where the walk is.
    var openFolders: [OpenFolder] = []

    init(_ workspace: Workspace, clonePath: String, limits: ImportLimits) throws(GitError) {
        self.limits = limits
        manifest = WorkspaceManifest(reading: workspace.manifest)
        writer = try ObjectWriter(clonePath: clonePath)
        ignores = IgnoreRules(clonePath: clonePath, workspace: workspace)
    }

    /// Imports everything; the clone then holds the tree.
    consuming func run(_ workspace: Workspace) throws(GitError) -> ImportedTree {
        let base = try writer.repository.treeID(of: workspace.base)
        guard let root = FolderListing(opening: workspace.tree) else {
            throw GitError(SystemError("open", workspace.tree))
        }
        let imported = try importFolder(root, path: [], base: base)
        if entries > limits.entries {
            // What was seen is only a part, so nothing of it is taken.
            return ImportedTree(tree: .init(base), isUnchanged: true, changes: [], problems: sortedProblems)
        }
        let tree: git_oid = if let imported { imported } else { try writer.writeEmptyTree() }
        try writer.finish()
        return ImportedTree(
            tree: .init(tree), isUnchanged: same(tree, base), changes: changes.sorted { $0.path < $1.path },
            problems: sortedProblems)
    }

    private var sortedProblems: [ImportProblem] { problems.sorted { $0.path < $1.path } }

    mutating func report(_ kind: ImportProblem.Kind, _ path: [UInt8]) {
        problems.append(ImportProblem(path: String(decoding: path, as: UTF8.self), kind: kind))
    }

    /// Whether one more change fits; reports the first that does not.
    mutating func admitChange(_ path: [UInt8]) -> Bool {
        if changes.count < limits.changes { return true }
        reportOnce(.tooManyChanges(limit: limits.changes), path)
        return false
    }

    mutating func record(_ kind: ImportedChange.Kind, _ path: [UInt8], _ mode: FileMode, size: Int) {
        changes.append(
            ImportedChange(path: String(decoding: path, as: UTF8.self), kind: kind, mode: mode.rawValue, size: size))
    }

    mutating func reportOnce(_ kind: ImportProblem.Kind, _ path: [UInt8]) {
        if !problems.contains(where: { $0.kind == kind }) { report(kind, path) }
    }

    /// Whether git would leave an untracked path out; folders end in `/`.
    mutating func isIgnored(_ path: [UInt8]) throws(GitError) -> Bool {
        for index in openFolders.indices {
            let folder = openFolders[index]
            let isFolderIgnored: Bool
            if let known = folder.isIgnored {
                isFolderIgnored = known
            } else {
                // The first time something untracked turns up in this folder.
                isFolderIgnored = folder.path.isEmpty ? false : try ignores.isIgnored(folder.path + [0x2F])
                try ignores.learn(folder.number, path: folder.path)
                openFolders[index].isIgnored = isFolderIgnored
            }
            // What lies in an ignored folder cannot be taken back in by a rule for itself.
            if isFolderIgnored { return true }
        }
        return try ignores.isIgnored(path)
    }

    struct OpenFolder {
        let number: Int32
        let path: [UInt8]
        /// Whether the ignore rules would leave the folder out, had the base no files in it; nil: nobody has asked yet.
        var isIgnored: Bool?
    }
}
