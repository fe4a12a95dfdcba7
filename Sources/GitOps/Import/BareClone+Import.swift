extension BareClone {
    /// Takes over what lies in a workspace's tree, as `git add -A` would, without trusting anything in it: its `.git` is never
    /// opened, links are never followed. To be called when no process of the agent runs any more.
    package func importTree(
        _ workspace: Workspace, limits: ImportLimits = ImportLimits()
    ) async throws(GitError) -> ImportedTree {
        let paths = ClonePaths(clone: path)
        return try await work.git { () throws(GitError) in
            try CloneLease(writing: paths).during { () throws(GitError) in
                try TreeImport(workspace, clonePath: paths.clone, limits: limits).run(workspace)
            }
        }
    }
}
