internal import JSON

extension SandboxWorld {
    /// A review; events write its state in lower case, requests in upper case.
    func json(_ review: SandboxReview, in repository: SandboxRepository, webhook: Bool = false) -> JSONValue {
        let api = "\(addresses.api(repository.name))/pulls/\(review.pull)"
        let page = "\(addresses.web(repository.name))/pull/\(review.pull)#pullrequestreview-\(review.id)"
        let state = review.verdict.rawValue
        return [
            "id": .integer(review.id), "node_id": .string(nodeID("PullRequestReview", review.id)),
            "user": userJSON(review.user), "body": webhook ? bodyJSON(review.body) : .string(review.body),
            "commit_id": .string(review.commit), "submitted_at": .string(review.submittedAt.seconds),
            "state": .string(webhook ? state.lowercased() : state), "html_url": .string(page),
            "pull_request_url": .string(api), "author_association": association(of: review.user, in: repository),
            "_links": ["html": ["href": .string(page)], "pull_request": ["href": .string(api)]],
        ]
    }

    func json(_ comment: SandboxReviewComment, in repository: SandboxRepository) -> JSONValue {
        let api = addresses.api(repository.name)
        let url = "\(api)/pulls/comments/\(comment.id)"
        let page = "\(addresses.web(repository.name))/pull/\(comment.pull)#discussion_r\(comment.id)"
        let pull = "\(api)/pulls/\(comment.pull)"
        var members: [String: JSONValue] = [
            "url": .string(url), "pull_request_review_id": .integer(comment.review), "id": .integer(comment.id),
            "node_id": .string(nodeID("PullRequestReviewComment", comment.id)), "diff_hunk": .string(comment.hunk),
            "path": .string(comment.path), "position": JSONValue(comment.line),
            "original_position": .integer(Int64(comment.originalLine)),
            "commit_id": .string(comment.commit), "original_commit_id": .string(comment.originalCommit),
            "user": userJSON(comment.user), "body": .string(comment.body), "created_at": .string(comment.createdAt.seconds),
            "updated_at": .string(comment.updatedAt.seconds), "html_url": .string(page), "pull_request_url": .string(pull),
            "author_association": association(of: comment.user, in: repository),
            "_links": [
                "self": ["href": .string(url)], "html": ["href": .string(page)], "pull_request": ["href": .string(pull)],
            ],
            "reactions": summary(comment.reactions, at: url),
            "start_line": JSONValue(comment.line == nil ? nil : comment.startLine),
            "original_start_line": JSONValue(comment.startLine),
            "start_side": comment.startLine == nil ? .null : .string(comment.side.rawValue), "line": JSONValue(comment.line),
            "original_line": .integer(Int64(comment.originalLine)), "side": .string(comment.side.rawValue),
            "subject_type": "line",
        ]
        members["in_reply_to_id"] = comment.replyTo.map(JSONValue.integer)
        return .object(members)
    }
}
