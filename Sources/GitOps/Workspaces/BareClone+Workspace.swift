internal import CLibgit2
internal import Glibc
package import Identifiers
internal import POSIX

extension BareClone {
    /// Makes a workspace at a path where nothing is yet, with the files of `base` and a git folder of its own on a new branch.
    /// What was made is removed again when something fails. Throws `.rejected` for a commit with unsafe names.
    package func createWorkspace(
        at path: String, branch: BranchName, base: CommitID
    ) async throws(GitError) -> Workspace {
        let workspace = Workspace(path: path, branch: branch, base: base)
        let paths = ClonePaths(clone: self.path)
        return try await work.git { () throws(GitError) in
            try CloneLease(reading: paths).during { () throws(GitError) in try Self.make(workspace, paths.clone) }
            return workspace
        }
    }

    private static func make(_ workspace: Workspace, _ clonePath: String) throws(GitError) {
        let plan = try CheckoutPlan(workspace.base, in: Repository(opening: clonePath))
        try system { () throws(SystemError) in
            if let above = Files.folder(of: workspace.path) { try Files.makeFolder(above) }
            guard mkdir(workspace.path, 0o700) == 0 else { throw SystemError("mkdir", workspace.path) }
        }
        do throws(GitError) {
            try fill(workspace, plan, clonePath)
        } catch {
            try workspace.remove()
            throw error
        }
    }

    /// Removes a workspace with everything in it; one that is gone already is fine.
    package func removeWorkspace(_ workspace: Workspace) async throws(GitError) {
        try await work.git { () throws(GitError) in try workspace.remove() }
    }

    private static func fill(_ workspace: Workspace, _ plan: CheckoutPlan, _ clonePath: String) throws(GitError) {
        try system { () throws(SystemError) in try Files.makeFolder(workspace.tree, mode: 0o777) }
        let written = try Checkout(clonePath: clonePath, tree: workspace.tree, plan: plan).run()
        let folder = ThrowawayGitFolder(
            path: "\(workspace.tree)/.git", objects: "\(clonePath)/objects", branch: workspace.branch, base: workspace.base)
        try folder.create(written)
        let entries = written.map { written in
            WorkspaceManifest.Entry(
                stamp: FileStamp(written.status), mode: written.file.mode.rawValue, id: written.file.id)
        }
        let device = UInt64(written.first?.status.st_dev ?? 0)
        try system { () throws(SystemError) in
            try WorkspaceManifest.write(entries, device: device, to: workspace.manifest)
        }
    }
}
