internal import Identifiers
internal import JSON

extension SandboxWorld {
    /// Submits a review with its inline comments.
    mutating func review(
        _ number: Int, in id: Int64, _ verdict: SandboxReview.Verdict, body: String, comments: [DraftReviewComment] = [],
        by author: SandboxUser
    ) throws(APIError) -> SandboxReview {
        let (issue, pull) = try pull(id, number)
        try Self.checkLength(body, resource: "PullRequestReview")
        if verdict != .commented, issue.user == author.id {
            throw .refused("Can not \(verdict == .approved ? "approve" : "request changes on") your own pull request")
        }
        if verdict == .changesRequested || (verdict == .commented && comments.isEmpty), body.isEmpty {
            throw .refused("Body can't be blank")
        }
        let review = SandboxReview(
            id: newID(), pull: number, user: author.id, author: author.login, body: body, verdict: verdict,
            commit: pull.headCommit, submittedAt: now)
        try edit(id) { (repository) throws(APIError) in repository.reviews[review.id] = review }
        try editIssue(id, number) { (issue) throws(APIError) in
            issue.pull?.requestedReviewers.removeAll { $0 == author.id }
        }
        note("reviewed pull request \(number)")
        try emitReview(review, in: id, by: author)
        for comment in comments { try addReviewComment(comment, review: review.id, replyTo: nil, number, in: id, by: author) }
        return review
    }

    /// A single comment on a line: GitHub files it under a review of its own.
    mutating func reviewComment(
        _ draft: DraftReviewComment, on number: Int, in id: Int64, by author: SandboxUser
    ) throws(APIError) -> SandboxReviewComment {
        let review = try emptyReview(number, in: id, by: author)
        return try addReviewComment(draft, review: review.id, replyTo: nil, number, in: id, by: author)
    }

    /// An answer in a thread; it hangs on the thread's first comment, whichever was named.
    mutating func reply(
        to comment: Int64, on number: Int, in id: Int64, _ body: String, by author: SandboxUser
    ) throws(APIError) -> SandboxReviewComment {
        guard let named = try repository(id).reviewComments[comment], named.pull == number else { throw .notFound }
        let first = try repository(id).reviewComments[named.replyTo ?? named.id] ?? named
        let draft = DraftReviewComment(
            path: first.path, line: first.line ?? first.originalLine, startLine: first.startLine, side: first.side,
            body: body, hunk: first.hunk)
        let review = try emptyReview(number, in: id, by: author)
        return try addReviewComment(draft, review: review.id, replyTo: first.id, number, in: id, by: author)
    }

    mutating func editReviewComment(
        _ comment: Int64, in id: Int64, _ body: String, by sender: SandboxUser
    ) throws(APIError) -> SandboxReviewComment {
        try Self.checkComment(body)
        let now = now
        let (old, new) = try edit(id) { (repository) throws(APIError) in
            guard let old = repository.reviewComments[comment] else { throw .notFound }
            var new = old
            new.body = body
            new.updatedAt = now
            repository.reviewComments[comment] = new
            return (old, new)
        }
        note("edited review comment \(comment)")
        let changes: JSONValue = ["body": ["from": .string(old.body)]]
        try emitReviewComment("edited", new, in: id, by: sender, ["changes": changes])
        return new
    }

    mutating func deleteReviewComment(_ comment: Int64, in id: Int64, by sender: SandboxUser) throws(APIError) {
        guard let old = try repository(id).reviewComments[comment] else { throw .notFound }
        try edit(id) { (repository) throws(APIError) in repository.reviewComments[comment] = nil }
        note("deleted review comment \(comment)")
        try emitReviewComment("deleted", old, in: id, by: sender)
    }

    private mutating func emptyReview(_ number: Int, in id: Int64, by author: SandboxUser) throws(APIError) -> SandboxReview {
        let pull = try pull(id, number).pull
        let review = SandboxReview(
            id: newID(), pull: number, user: author.id, author: author.login, body: "", verdict: .commented,
            commit: pull.headCommit, submittedAt: now)
        try edit(id) { (repository) throws(APIError) in repository.reviews[review.id] = review }
        try emitReview(review, in: id, by: author)
        return review
    }

    @discardableResult
    private mutating func addReviewComment(
        _ draft: DraftReviewComment, review: Int64, replyTo: Int64?, _ number: Int, in id: Int64, by author: SandboxUser
    ) throws(APIError) -> SandboxReviewComment {
        try Self.checkComment(draft.body)
        let pull = try pull(id, number).pull
        let comment = SandboxReviewComment(
            id: newID(), review: review, pull: number, user: author.id, author: author.login, body: draft.body,
            path: draft.path, side: draft.side, line: draft.line, originalLine: draft.line, startLine: draft.startLine,
            hunk: draft.hunk, commit: pull.headCommit, originalCommit: pull.headCommit, replyTo: replyTo,
            createdAt: now, updatedAt: now)
        try edit(id) { (repository) throws(APIError) in repository.reviewComments[comment.id] = comment }
        note("commented on \(draft.path):\(draft.line) of pull request \(number)")
        try emitReviewComment("created", comment, in: id, by: author)
        return comment
    }

    private mutating func emitReview(_ review: SandboxReview, in id: Int64, by sender: SandboxUser) throws(APIError) {
        let (issue, pull) = try pull(id, review.pull)
        let repository = try repository(id)
        emit(
            "pull_request_review", "submitted", in: id, by: sender,
            ["review": json(review, in: repository, webhook: true), "pull_request": json(issue, pull, in: repository)])
    }

    private mutating func emitReviewComment(
        _ action: String, _ comment: SandboxReviewComment, in id: Int64, by sender: SandboxUser,
        _ members: [String: JSONValue] = [:]
    ) throws(APIError) {
        let (issue, pull) = try pull(id, comment.pull)
        let repository = try repository(id)
        var payload = members
        payload["comment"] = json(comment, in: repository)
        payload["pull_request"] = json(issue, pull, in: repository)
        emit("pull_request_review_comment", action, in: id, by: sender, payload)
    }
}
