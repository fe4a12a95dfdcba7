import GitHubAPI
import Identifiers
import JSON
import Testing

@Suite(.timeLimit(.minutes(1))) struct AnswerTests {
    /// What an endpoint makes of a body that arrives over a real connection.
    private func answer<Answer>(_ endpoint: Endpoint<Answer>, _ body: JSONValue) async throws -> Answer {
        try await withServer { _ in
            .json(body)
        } _: {
            try await makeClient($0).send(endpoint)
        }
    }

    @Test func `a repository`() async throws {
        let repository = try await answer(.repository(.garden), repositoryJSON)
        #expect(repository.id == 9_000_000_001)
        #expect(repository.name == .garden)
        #expect(repository.isPrivate && !repository.isArchived)
        #expect(repository.permissions == ["push", "pull"])
    }

    @Test func `an issue without a body, and one that is a pull request`() async throws {
        let json: [String: JSONValue] = [
            "id": 1, "number": 3, "title": "Weeds", "body": .null, "state": "open", "user": .null,
            "labels": [["name": "hookbot"]],
            "assignees": [account], "milestone": ["number": 2, "title": "Spring", "state": "open"],
            "created_at": "2026-01-31T12:00:00Z", "updated_at": "2026-01-31T12:00:00Z",
        ]
        let issue = try await answer(.issue(3, in: .garden), .object(json))
        #expect(issue.body.isEmpty && issue.author == nil && !issue.isPullRequest)
        #expect(issue.labels == ["hookbot"] && issue.assignees.map(\.login) == ["octocat"])
        #expect(issue.milestone?.title == "Spring" && issue.createdAt == .noon)
        let other = try await answer(.issue(3, in: .garden), .object(json.merging(["pull_request": ["url": "x"]]) { $1 }))
        #expect(other.isPullRequest)
    }

    @Test func `a comment of null is an empty one`() async throws {
        let comment = try await answer(.comment(3, in: .garden), commentJSON)
        #expect(comment.body.isEmpty && comment.author?.login == "octocat" && comment.authorAssociation == "MEMBER")
    }

    @Test func `a pull request whose fork is gone and whose mergeability is not known yet`() async throws {
        let pull = try await answer(.pullRequest(12, in: .garden), pullRequestJSON)
        #expect(pull.isDraft && !pull.isMerged && pull.isMergeable == nil && pull.state == .open)
        #expect(pull.head.repository == nil && pull.head.commit == .tip && pull.head.branch == "hookbot/water")
        #expect(pull.base.repository == .garden && pull.base.repositoryID == 9_000_000_001)
        #expect(pull.labels == ["bot"])
    }

    @Test func `reviews, and words added since`() async throws {
        let review = { (state: String) -> JSONValue in ["id": 1, "state": .string(state), "body": "", "user": account] }
        let reviews = try await answer(.reviews(of: 12, in: .garden), [review("CHANGES_REQUESTED"), review("SHRUGGED")])
        #expect(reviews.map(\.state) == [.changesRequested, .unknown])
    }

    @Test func `an outdated review comment has lost its line`() async throws {
        let comment = try await answer(
            .reviewComment(7, in: .garden),
            [
                "id": 7, "body": "why?", "user": account, "path": "a.swift", "line": .null, "original_line": 4, "side": "RIGHT",
                "in_reply_to_id": 6, "pull_request_review_id": 5, "commit_id": .tip, "diff_hunk": "@@",
                "created_at": "2026-01-31T12:00:00Z", "updated_at": "2026-01-31T12:00:00Z",
            ])
        #expect(comment.line == nil && comment.originalLine == 4 && comment.side == .right && comment.inReplyTo == 6)
    }

    @Test func `files and commits`() async throws {
        let file: JSONValue = ["filename": "a", "previous_filename": "b", "status": "renamed", "additions": 1, "deletions": 2]
        let commit: JSONValue = [
            "sha": .tip, "commit": ["message": "m", "author": ["name": "n", "email": "e"]], "author": [:],
        ]
        #expect(try await answer(.files(of: 12, in: .garden), [file]).first?.previousPath == "b")
        #expect(try await answer(.commits(of: 12, in: .garden), [commit]).first?.author == nil)
        let comparison = try await answer(
            .compare("a", with: "b", in: .garden),
            [
                "status": "diverged", "ahead_by": 1, "behind_by": 2, "merge_base_commit": ["sha": .fork],
                "commits": [commit], "files": [file],
            ])
        #expect(comparison.mergeBase == .fork && comparison.status == .diverged && comparison.behindBy == 2)
    }

    @Test func `statuses and check runs`() async throws {
        let status: JSONValue = [
            "id": 1, "state": "failure", "context": "ci", "description": .null, "created_at": "2026-01-31T12:00:00Z",
        ]
        #expect(try await answer(.statuses(of: .tip, in: .garden), [status]).first?.state == .failure)
        let run: JSONValue = [
            "id": 2, "name": "ci", "head_sha": .tip, "status": "completed", "conclusion": "action_required",
            "external_id": "job", "app": ["id": 5],
        ]
        let runs = try await answer(.checkRuns(of: .tip, in: .garden), ["total_count": 1, "check_runs": [run]])
        #expect(runs.first?.conclusion == .actionRequired && runs.first?.app == 5 && runs.first?.externalID == "job")
    }

    @Test(arguments: [("admin", GitHub.PermissionLevel.admin), ("none", .none), ("overlord", .none)])
    func `an unknown permission is none`(word: String, expected: GitHub.PermissionLevel) async throws {
        let permission = try await answer(.permission(of: "a", in: .garden), ["permission": .string(word), "user": account])
        #expect(permission.level == expected)
    }

    @Test func `who asks, and what is left`() async throws {
        #expect(try await answer(.user(), ["id": 1, "login": "hookbot[bot]", "type": "Bot"]).isBot)
        let limit = try await answer(
            .rateLimit(), ["resources": ["core": ["limit": 5000, "remaining": 4999, "reset": 1_769_860_800]]])
        #expect(limit == RateLimit(limit: 5000, remaining: 4999, resetsAt: .noon, resource: "core"))
    }

    @Test func `hooks and their deliveries`() async throws {
        let hook: JSONValue = [
            "id": 1, "active": true, "events": ["issues"], "config": ["url": "https://x", "content_type": "json"],
        ]
        #expect(try await answer(.hooks(of: .garden), [hook]).first?.contentType == "json")
        let delivery: JSONValue = [
            "id": 12_345_678_901, "guid": "0B989BA4-242F-11E5-81E1-C7B6966D2516", "delivered_at": "2026-01-31T12:00:00.250Z",
            "redelivery": false, "event": "issues", "action": "opened", "status_code": 502, "repository_id": .null,
        ]
        let found = try #require(try await answer(.deliveries(of: 1, in: .garden), [delivery]).first)
        #expect(!found.wasAnswered && found.guid.description == "0b989ba4-242f-11e5-81e1-c7b6966d2516")
    }

    @Test func `references, labels and reactions`() async throws {
        let reference = try await answer(
            .reference("heads/main", in: .garden),
            ["ref": "refs/heads/main", "object": ["sha": .tip, "type": "commit"]])
        #expect(reference.target == .tip)
        #expect(try await answer(.labels(of: 3, in: .garden), [["name": "a"], ["name": "b"]]).map(\.name) == ["a", "b"])
        let reaction = try await answer(
            .react(.eyes, to: .comment(1), in: .garden), ["id": 1, "content": "eyes", "user": account])
        #expect(reaction.content == .eyes)
    }

    @Test func `an element of the wrong kind names itself`() async throws {
        let error = await #expect(throws: GitHubError.self) {
            try await answer(.pullRequests(in: .garden), [["id": 1, "number": 2, "title": 3]])
        }
        #expect(error == .unreadable("pull request.title is not text"))
    }
}
