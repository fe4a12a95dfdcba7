package import Identifiers

extension GitHubSandbox {
    /// Opens an issue and gives its number.
    @discardableResult
    package func openIssue(
        _ repository: RepositoryName, title: String, body: String? = nil, labels: [String] = [], by login: String
    ) async throws -> Int {
        try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.openIssue(in: id, title: title, body: body, labels: labels, by: user).number
        }
    }

    package func label(_ repository: RepositoryName, _ number: Int, _ label: String, by login: String) async throws {
        try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.addLabels([label], to: number, in: id, by: user)
        }
    }

    package func unlabel(_ repository: RepositoryName, _ number: Int, _ label: String, by login: String) async throws {
        try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.removeLabel(label, from: number, in: id, by: user)
        }
    }

    /// Says on a commit what a check of somebody's came to: `success`, `failure`, `error` or `pending`.
    package func setStatus(
        _ repository: RepositoryName, _ commit: CommitID, _ state: String, context: String, by login: String
    ) async throws {
        _ = try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.setStatus(
                state, of: commit.description, context: context, description: nil, targetURL: nil, in: id, by: user)
        }
    }

    /// Comments on an issue or pull request and gives the comment's id.
    @discardableResult
    package func comment(_ repository: RepositoryName, _ number: Int, _ body: String, by login: String) async throws -> Int64 {
        try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.comment(on: number, in: id, body, by: user).id
        }
    }

    package func editComment(_ repository: RepositoryName, _ comment: Int64, _ body: String, by login: String) async throws {
        _ = try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.editComment(comment, in: id, body, by: user)
        }
    }

    package func deleteComment(_ repository: RepositoryName, _ comment: Int64, by login: String) async throws {
        try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.deleteComment(comment, in: id, by: user)
        }
    }

    /// Changes the text of an issue or pull request; nil leaves as it is.
    package func edit(
        _ repository: RepositoryName, _ number: Int, title: String? = nil, body: String? = nil, by login: String
    ) async throws {
        try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.updateIssue(number, in: id, title: title, body: body.map { .some($0) }, by: user)
        }
    }

    /// Closes an issue or pull request, or opens it again.
    package func setOpen(_ repository: RepositoryName, _ number: Int, _ open: Bool, by login: String) async throws {
        try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.setOpen(open, number, in: id, by: user)
        }
    }

    package func assign(_ repository: RepositoryName, _ number: Int, to assignee: String, by login: String) async throws {
        try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.assign([assignee], to: number, in: id, by: user)
        }
    }

    @discardableResult
    package func createMilestone(_ repository: RepositoryName, title: String, by login: String) async throws -> Int {
        try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.createMilestone(title, in: id, by: user).number
        }
    }

    /// Deletes an issue: from then on it is 410.
    package func deleteIssue(_ repository: RepositoryName, _ number: Int, by login: String) async throws {
        try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.deleteIssue(number, in: id, by: user)
        }
    }

    /// Opens a pull request and gives its number.
    @discardableResult
    package func openPull(
        _ repository: RepositoryName, title: String, body: String? = nil, head: String, base: String = "main",
        draft: Bool = false, by login: String
    ) async throws -> Int {
        let (known, author) = (try await self.repository(repository), try await user(login))
        return try await server.openPull(
            in: known, title: title, body: body, head: head, base: base, draft: draft, by: author, request: nil)
    }

    package func setDraft(_ repository: RepositoryName, _ number: Int, _ draft: Bool, by login: String) async throws {
        try await act(in: repository, by: login) { (world, id, user) throws(APIError) in
            try world.setDraft(draft, number, in: id, by: user)
        }
    }

    /// Merges a pull request and gives the merge commit.
    @discardableResult
    package func merge(_ repository: RepositoryName, _ number: Int, squash: Bool = false, by login: String) async throws -> String
    {
        let (known, author) = (try await self.repository(repository), try await user(login))
        return try await server.merge(
            number, of: known, expecting: nil, squash: squash, title: nil, message: nil, by: author, request: nil)
    }

    /// Submits a review; each comment lies on a line of the new side of the diff. Gives the review's id.
    @discardableResult
    package func review(
        _ repository: RepositoryName, _ number: Int, _ verdict: SandboxReview.Verdict, body: String = "",
        comments: [(path: String, line: Int, body: String)] = [], by login: String
    ) async throws -> Int64 {
        let known = try await self.repository(repository)
        let files = comments.isEmpty ? [] : try await server.files(of: number, in: known.id)
        var drafts: [DraftReviewComment] = []
        for comment in comments {
            let file = files.first { $0.path == comment.path }
            guard let hunk = file?.hunk(showing: comment.line, .right) else {
                throw SandboxError("line \(comment.line) of \(comment.path) is not in the diff")
            }
            drafts.append(
                DraftReviewComment(
                    path: comment.path, line: comment.line, startLine: nil, side: .right, body: comment.body, hunk: hunk))
        }
        return try await act(in: repository, by: login) { [drafts] (world, id, user) throws(APIError) in
            try world.review(number, in: id, verdict, body: body, comments: drafts, by: user).id
        }
    }

    /// Deletes a branch as a push would; its pull requests close.
    package func deleteBranch(_ repository: RepositoryName, _ branch: String, by login: String) async throws {
        let (known, user) = (try await self.repository(repository), try await user(login))
        try await server.moveReference("refs/heads/\(branch)", of: known, to: nil, create: false, by: user, request: nil)
    }

    @discardableResult
    private func act<R: Sendable>(
        in repository: RepositoryName, by login: String,
        _ body: @Sendable (inout SandboxWorld, Int64, SandboxUser) throws(APIError) -> R
    ) async throws -> R {
        let known = try await self.repository(repository)
        return try await server.state.change { (world) throws(APIError) in
            try body(&world, known.id, try world.known(login))
        }
    }
}
