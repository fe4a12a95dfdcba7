internal import Identifiers
internal import TestSupport

@testable import GitOps

/// A workspace on a repository that has these files.
func withWorkspace<R>(
    _ files: [String: String], _ body: (BareClone, Workspace) async throws -> R
) async throws -> R {
    try await withTemporaryFolder { folder in
        let repository = try await LocalRepository.create(at: "\(folder)/bare")
        let base = try await repository.commit(files)
        let clone = repository.asClone
        let workspace = try await clone.createWorkspace(
            at: "\(folder)/workspace", branch: BranchName("hookbot/work")!, base: base)
        return try await body(clone, workspace)
    }
}
