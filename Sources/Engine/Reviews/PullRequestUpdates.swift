internal import Identifiers
internal import JSON
internal import Storage

/// Keeps what HookBot knows of its pull requests in step with GitHub: their state and head, and which remarks are still there.
struct PullRequestUpdates: Sendable {
    let event: String
    let payload: JSONValue

    /// Writes down what the event changes, in the transaction that closes its delivery. Returns jobs of a closed pull request that
    /// had not begun.
    func record(_ tx: Transaction, in repository: RepositoryID, now: Timestamp) throws -> [Job] {
        switch event {
        case "pull_request_review_comment.deleted":
            try withdraw(.thread, [payload.at("comment", "id")?.integer], tx, repository, now)
        case "pull_request_review_thread.resolved":
            let comments = payload.at("thread", "comments")?.array ?? []
            try withdraw(.thread, comments.map { $0["id"]?.integer }, tx, repository, now)
        case "pull_request_review.dismissed":
            try withdraw(.review, [payload.at("review", "id")?.integer], tx, repository, now)
        case "issue_comment.deleted":
            try withdraw(.comment, [payload.at("comment", "id")?.integer], tx, repository, now)
        case "pull_request.closed", "pull_request.reopened", "pull_request.synchronize":
            guard let pull = payload["pull_request"], let number = pull["number"]?.integer else { return [] }
            let isOpen = pull["state"]?.string == "open"
            let isMerged = pull["merged_at"]?.string != nil || pull["merged"]?.bool == true
            let head = pull.at("head", "sha")?.string.flatMap { CommitID($0) }
            try tx.pullRequests.update(
                repository: repository, number: Int(number), status: isOpen ? .open : isMerged ? .merged : .closed, head: head,
                now: now)
            return isOpen ? [] : try tx.jobs.waiting(repository: repository, pullRequest: Int(number))
        default: break
        }
        return []
    }

    private func withdraw(
        _ kind: ReviewItem.Kind, _ ids: [Int64?], _ tx: Transaction, _ repository: RepositoryID, _ now: Timestamp
    ) throws {
        try tx.reviewItems.withdraw(repository: repository, kind: kind, remoteIDs: ids.compactMap(\.self), now: now)
    }

    /// The branch of a merged pull request, and the commit it was merged at.
    var mergedBranch: (name: String, head: CommitID, number: Int)? {
        guard event == "pull_request.closed", let pull = payload["pull_request"], pull["merged_at"]?.string != nil,
            let name = pull.at("head", "ref")?.string, let head = pull.at("head", "sha")?.string.flatMap({ CommitID($0) }),
            let number = pull["number"]?.integer
        else { return nil }
        return (name, head, Int(number))
    }
}
