package import Identifiers
internal import JSON

extension GitHub {
    /// A review to submit, inline comments included.
    package struct NewReview: Hashable, Sendable {
        package var commit: CommitID?
        package var event: Event
        /// Must not be empty for `comment` and `requestChanges`.
        package var body: String
        package var comments: [Comment]

        package enum Event: String, Hashable, Sendable {
            case approve = "APPROVE"
            case requestChanges = "REQUEST_CHANGES"
            case comment = "COMMENT"
        }

        /// On a line that is part of the diff; otherwise GitHub refuses the whole review.
        package struct Comment: Hashable, Sendable {
            package var path: String
            package var line: Int64
            package var side: GitHub.DiffSide
            /// The first of several lines.
            package var startLine: Int64?
            package var body: String

            package init(path: String, line: Int64, side: GitHub.DiffSide = .right, startLine: Int64? = nil, body: String) {
                self.path = path
                self.line = line
                self.side = side
                self.startLine = startLine
                self.body = body
            }
        }

        package init(commit: CommitID? = nil, event: Event, body: String, comments: [Comment] = []) {
            self.commit = commit
            self.event = event
            self.body = body
            self.comments = comments
        }

        var json: JSONValue {
            .members([
                "commit_id": commit.map { .string($0.description) }, "event": .string(event.rawValue), "body": .string(body),
                "comments": .array(comments.map(\.json)),
            ])
        }
    }
}

extension GitHub.NewReview.Comment {
    var json: JSONValue {
        .members([
            "path": .string(path), "line": .integer(line), "side": .string(side.rawValue), "body": .string(body),
            "start_line": startLine.map { .integer($0) }, "start_side": startLine.map { _ in .string(side.rawValue) },
        ])
    }
}
