internal import JSON

extension DraftReviewComment {
    /// Reads path, line and side, which must lie in the diff.
    init(_ fields: Fields, body: String, in files: [DiffFile]) throws(APIError) {
        let path = try fields.requiredString("path")
        let word = try fields.string("side") ?? "RIGHT"
        guard let side = SandboxReviewComment.Side(rawValue: word) else {
            throw .invalid("PullRequestReviewComment", field: "side", code: "invalid")
        }
        guard let file = files.first(where: { $0.path == path }) else {
            throw .invalid("PullRequestReviewComment", field: "pull_request_review_thread.path", code: "invalid")
        }
        guard let line = try fields.integer("line").map({ Int($0) }), let hunk = file.hunk(showing: line, side) else {
            throw .invalid(
                "PullRequestReviewComment", field: "pull_request_review_thread.line",
                "pull_request_review_thread.line must be part of the diff")
        }
        let start = try fields.integer("start_line").map { Int($0) }
        if let start, start >= line || file.hunk(showing: start, side) == nil {
            throw .invalid(
                "PullRequestReviewComment", field: "pull_request_review_thread.start_line",
                "pull_request_review_thread.start_line must precede the end line.")
        }
        self.init(path: path, line: line, startLine: start, side: side, body: body, hunk: hunk)
    }
}
