internal import Identifiers

extension SandboxServer {
    /// Opens a pull request after asking git what lies between its branches; gives its number.
    func openPull(
        in repository: SandboxRepository, title: String, body: String?, head: String, base: String, draft: Bool,
        by author: SandboxUser, request: Int?
    ) async throws -> Int {
        guard let baseCommit = repository.branches[base] else {
            throw APIError.invalid("PullRequest", field: "base", code: "invalid")
        }
        guard let headCommit = repository.branches[head] else {
            throw APIError.invalid("PullRequest", field: "head", code: "invalid")
        }
        let git = store[repository.id]
        guard try await git.mergeBase(baseCommit, headCommit) != nil else {
            throw APIError.invalid("PullRequest", "The \(head) branch has no history in common with \(base)")
        }
        let size = try await git.size(baseCommit, headCommit)
        let number = try await state.change(for: request) { (world) throws(APIError) in
            try world.openPull(
                in: repository.id, title: title, body: body, head: head, headCommit: headCommit, base: base,
                baseCommit: baseCommit, size: size, draft: draft, by: author
            ).number
        }
        try await git.set("refs/pull/\(number)/head", to: headCommit)
        return number
    }

    /// The files a pull request changes.
    func files(of number: Int, in id: Int64) async throws -> [DiffFile] {
        let pull = try await state.read { (world) throws(APIError) in try world.pull(id, number).pull }
        return try await store[id].files(pull.baseCommit, pull.headCommit)
    }

    /// Merges a pull request into its base branch; gives the new commit.
    func merge(
        _ number: Int, of repository: SandboxRepository, expecting head: String?, squash: Bool, title: String?,
        message: String?, by user: SandboxUser, request: Int?
    ) async throws -> String {
        let id = repository.id
        let commit = try await changeReferences(of: id, by: user, request: request) { git in
            let (issue, pull) = try await state.read { (world) throws(APIError) in try world.pull(id, number) }
            guard head == nil || head == pull.headCommit else {
                throw APIError(status: 409, message: "Head branch was modified. Review and try the merge again.")
            }
            guard issue.isOpen, !pull.isMerged else { throw APIError(status: 405, message: "Pull Request is not mergeable") }
            guard !pull.isDraft else { throw APIError(status: 405, message: "Pull Request is still a draft") }
            let first =
                title
                ?? (squash
                    ? "\(issue.title) (#\(number))"
                    : "Merge pull request #\(number) from \(repository.name.owner)/\(pull.headBranch)")
            let merged = try await git.merge(
                pull.headCommit, into: pull.baseBranch, squash: squash,
                message: "\(first)\n\n\(message ?? issue.title)\n", by: user, at: options.clock())
            guard let commit = merged else { throw APIError(status: 405, message: "Pull Request is not mergeable") }
            return commit
        }
        try await state.change(for: request) { (world) throws(APIError) in
            try world.recordMerge(of: number, commit: commit, in: id, by: user)
        }
        return commit
    }
}
