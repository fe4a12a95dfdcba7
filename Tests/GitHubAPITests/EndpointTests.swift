import HTTPClient
import GitHubAPI
import Identifiers
import JSON
import Testing

/// An endpoint without its type of answer.
private struct Shape: Sendable, Equatable {
    let method: HTTPMethod
    let path: String
    var query: [String: String] = [:]
    var body: JSONValue?

    init<Answer>(_ endpoint: Endpoint<Answer>) {
        method = endpoint.method
        path = endpoint.path
        query = endpoint.query
        body = endpoint.body
    }

    init(_ method: HTTPMethod, _ path: String, _ query: [String: String] = [:], _ body: JSONValue? = nil) {
        self.method = method
        self.path = path
        self.query = query
        self.body = body
    }
}

@Suite struct EndpointTests {
    private static let page = ["per_page": "100"]
    private static let root = "/repos/octo/garden"
    private static let tip = CommitID.tip.description

    private static let repositories: [(Shape, Shape)] = [
        (Shape(.repository(.garden)), Shape(.get, root)),
        (Shape(.repository(id: 9_000_000_001, known: .garden)), Shape(.get, "/repositories/9000000001")),
        (Shape(.permission(of: "a[bot]", in: .garden)), Shape(.get, "\(root)/collaborators/a%5Bbot%5D/permission")),
        (Shape(.reference("heads/a/b c", in: .garden)), Shape(.get, "\(root)/git/ref/heads/a/b%20c")),
        (Shape(.deleteReference("heads/x", in: .garden)), Shape(.delete, "\(root)/git/refs/heads/x")),
        (Shape(.contents(of: "../a", at: "main", in: .garden)), Shape(.get, "\(root)/contents/%2E%2E/a", ["ref": "main"])),
        (Shape(.compare("main", with: "a/b", in: .garden)), Shape(.get, "\(root)/compare/main...a%2Fb")),
        (Shape(.milestones(in: .garden)), Shape(.get, "\(root)/milestones", ["state": "all", "per_page": "100"])),
        (Shape(.user()), Shape(.get, "/user")),
        (Shape(.app()), Shape(.get, "/app")),
        (Shape(.rateLimit()), Shape(.get, "/rate_limit")),
        (Shape(.hooks(of: .garden)), Shape(.get, "\(root)/hooks", page)),
        (Shape(.deliveries(of: 4, in: .garden)), Shape(.get, "\(root)/hooks/4/deliveries", page)),
        (Shape(.appDeliveries()), Shape(.get, "/app/hook/deliveries", page)),
        (Shape(.redeliver(8, of: 4, in: .garden)), Shape(.post, "\(root)/hooks/4/deliveries/8/attempts")),
        (Shape(.redeliverToApp(8)), Shape(.post, "/app/hook/deliveries/8/attempts")),
    ]

    private static let issues: [(Shape, Shape)] = [
        (Shape(.issue(3, in: .garden)), Shape(.get, "\(root)/issues/3")),
        (Shape(.updateIssue(3, state: .closed, in: .garden)), Shape(.patch, "\(root)/issues/3", [:], ["state": "closed"])),
        (Shape(.setMilestone(nil, of: 3, in: .garden)), Shape(.patch, "\(root)/issues/3", [:], ["milestone": .null])),
        (Shape(.addAssignees(["a"], to: 3, in: .garden)), Shape(.post, "\(root)/issues/3/assignees", [:], ["assignees": ["a"]])),
        (
            Shape(.removeAssignees(["a"], from: 3, in: .garden)),
            Shape(.delete, "\(root)/issues/3/assignees", [:], ["assignees": ["a"]])
        ),
        (Shape(.labels(of: 3, in: .garden)), Shape(.get, "\(root)/issues/3/labels", page)),
        (Shape(.addLabels(["x y"], to: 3, in: .garden)), Shape(.post, "\(root)/issues/3/labels", [:], ["labels": ["x y"]])),
        (Shape(.removeLabel("x/y", from: 3, in: .garden)), Shape(.delete, "\(root)/issues/3/labels/x%2Fy")),
        (
            Shape(.comments(on: 3, since: .noon, in: .garden)),
            Shape(.get, "\(root)/issues/3/comments", ["per_page": "100", "since": "2026-01-31T12:00:00.000Z"])
        ),
        (Shape(.comment(7, in: .garden)), Shape(.get, "\(root)/issues/comments/7")),
        (Shape(.createComment("x", on: 3, in: .garden)), Shape(.post, "\(root)/issues/3/comments", [:], ["body": "x"])),
        (Shape(.updateComment(7, body: "x", in: .garden)), Shape(.patch, "\(root)/issues/comments/7", [:], ["body": "x"])),
        (Shape(.deleteComment(7, in: .garden)), Shape(.delete, "\(root)/issues/comments/7")),
        (
            Shape(.react(.plusOne, to: .issue(3), in: .garden)),
            Shape(.post, "\(root)/issues/3/reactions", [:], ["content": "+1"])
        ),
        (Shape(.reactions(to: .comment(7), in: .garden)), Shape(.get, "\(root)/issues/comments/7/reactions", page)),
        (
            Shape(.deleteReaction(1, from: .reviewComment(7), in: .garden)),
            Shape(.delete, "\(root)/pulls/comments/7/reactions/1")
        ),
    ]

    private static let pullRequests: [(Shape, Shape)] = [
        (
            Shape(.pullRequests(head: "octo:x", base: "main", in: .garden)),
            Shape(.get, "\(root)/pulls", ["state": "all", "head": "octo:x", "base": "main", "per_page": "100"])
        ),
        (Shape(.pullRequest(12, in: .garden)), Shape(.get, "\(root)/pulls/12")),
        (
            Shape(
                .createPullRequest(GitHub.NewPullRequest(title: "t", head: "h", base: "b", body: "", isDraft: true), in: .garden)),
            Shape(.post, "\(root)/pulls", [:], ["title": "t", "head": "h", "base": "b", "body": "", "draft": true])
        ),
        (Shape(.updatePullRequest(12, title: "t", in: .garden)), Shape(.patch, "\(root)/pulls/12", [:], ["title": "t"])),
        (
            Shape(.requestReviewers(["a"], on: 12, in: .garden)),
            Shape(.post, "\(root)/pulls/12/requested_reviewers", [:], ["reviewers": ["a"], "team_reviewers": []])
        ),
        (
            Shape(.updateIssue(12, state: .closed, reason: "not_planned", in: .garden)),
            Shape(.patch, "\(root)/issues/12", [:], ["state": "closed", "state_reason": "not_planned"])
        ),
        (
            Shape(.milestones(in: .garden)),
            Shape(.get, "\(root)/milestones", ["state": "all", "per_page": "100"])
        ),
        (
            Shape(.lock(12, reason: "spam", in: .garden)),
            Shape(.put, "\(root)/issues/12/lock", [:], ["lock_reason": "spam"])
        ),
        (Shape(.lock(12, reason: nil, in: .garden)), Shape(.put, "\(root)/issues/12/lock")),
        (Shape(.files(of: 12, in: .garden)), Shape(.get, "\(root)/pulls/12/files", page)),
        (Shape(.commits(of: 12, in: .garden)), Shape(.get, "\(root)/pulls/12/commits", page)),
        (Shape(.reviews(of: 12, in: .garden)), Shape(.get, "\(root)/pulls/12/reviews", page)),
        (
            Shape(
                .createReview(
                    GitHub.NewReview(
                        commit: .tip, event: .comment, body: "b",
                        comments: [
                            .init(path: "p", line: 4, startLine: 2, body: "c"), .init(path: "p", line: 9, side: .left, body: "d"),
                        ]),
                    of: 12, in: .garden)),
            Shape(
                .post, "\(root)/pulls/12/reviews", [:],
                [
                    "commit_id": .string(tip), "event": "COMMENT", "body": "b",
                    "comments": [
                        ["path": "p", "line": 4, "side": "RIGHT", "start_line": 2, "start_side": "RIGHT", "body": "c"],
                        ["path": "p", "line": 9, "side": "LEFT", "body": "d"],
                    ],
                ])
        ),
        (Shape(.reviewComments(on: 12, in: .garden)), Shape(.get, "\(root)/pulls/12/comments", page)),
        (Shape(.reviewComment(7, in: .garden)), Shape(.get, "\(root)/pulls/comments/7")),
        (
            Shape(.reply("x", to: 7, on: 12, in: .garden)),
            Shape(.post, "\(root)/pulls/12/comments/7/replies", [:], ["body": "x"])
        ),
        (
            Shape(.createStatus(GitHub.NewCommitStatus(.pending, context: "hookbot", description: "d"), on: .tip, in: .garden)),
            Shape(.post, "\(root)/statuses/\(tip)", [:], ["state": "pending", "context": "hookbot", "description": "d"])
        ),
        (Shape(.statuses(of: .tip, in: .garden)), Shape(.get, "\(root)/commits/\(tip)/statuses", page)),
        (
            Shape(
                .createCheckRun("hookbot", on: .tip, GitHub.CheckRunContent(status: .inProgress, externalID: "j"), in: .garden)),
            Shape(
                .post, "\(root)/check-runs", [:],
                ["name": "hookbot", "head_sha": .string(tip), "status": "in_progress", "external_id": "j"])
        ),
        (
            Shape(
                .updateCheckRun(
                    5,
                    GitHub.CheckRunContent(
                        conclusion: .timedOut,
                        output: .init(
                            title: "t", summary: "s",
                            annotations: [.init(path: "p", startLine: 1, endLine: 2, level: .warning, message: "m")])),
                    in: .garden)),
            Shape(
                .patch, "\(root)/check-runs/5", [:],
                [
                    "conclusion": "timed_out",
                    "output": [
                        "title": "t", "summary": "s",
                        "annotations": [
                            ["path": "p", "start_line": 1, "end_line": 2, "annotation_level": "warning", "message": "m"]
                        ],
                    ],
                ])
        ),
        (
            Shape(.updateCheckRun(5, GitHub.CheckRunContent(output: .init(title: "t", summary: "s")), in: .garden)),
            Shape(.patch, "\(root)/check-runs/5", [:], ["output": ["title": "t", "summary": "s"]])
        ),
        (
            Shape(.checkRuns(of: .tip, name: "hookbot", in: .garden)),
            Shape(.get, "\(root)/commits/\(tip)/check-runs", ["per_page": "100", "check_name": "hookbot"])
        ),
    ]

    private static let all = repositories + issues + pullRequests

    @Test(arguments: all.indices)
    func `an endpoint asks for what GitHub documents`(index: Int) {
        #expect(Self.all[index].0 == Self.all[index].1)
    }
}
