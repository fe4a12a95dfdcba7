import JSON
import Rules

/// Payloads in GitHub's shape, with invented contents.
enum Fixtures {
    static func user(_ login: String, id: Int64 = 7, type: String = "User") -> JSONValue {
        ["login": .string(login), "id": .integer(id), "type": .string(type), "site_admin": false]
    }

    static func label(_ name: String) -> JSONValue {
        ["id": 31, "name": .string(name), "color": "ff0000", "default": false, "description": .null]
    }

    static let repository: JSONValue = [
        "id": 4_611_686_018_427_387_905, "name": "demo", "full_name": "Octo/demo", "private": true,
        "owner": user("Octo", id: 1, type: "Organization"), "default_branch": "main",
    ]

    static let issue: JSONValue = [
        "id": 900, "number": 12, "title": "Crash: don't `rm -rf`", "body": "It crashes.\n/fix", "state": "open",
        "html_url": "https://github.example/Octo/demo/issues/12", "user": user("ana"), "author_association": "MEMBER",
        "labels": [label("bug"), label("Agent:Fix")], "assignees": [user("ben", id: 8)], "assignee": user("ben", id: 8),
        "milestone": ["number": 1, "title": "v1"], "comments": 3, "locked": false,
    ]

    static let pullRequest: JSONValue = [
        "id": 901, "number": 13, "title": "Add x", "body": .null, "state": "open", "draft": true,
        "user": user("hookbot[bot]", id: 99),
        "html_url": "https://github.example/Octo/demo/pull/13", "author_association": "NONE", "labels": [], "assignees": [],
        "milestone": .null, "additions": 5,
        "head": [
            "ref": "feat/x", "sha": "1111111111111111111111111111111111111111",
            "repo": ["id": 5, "full_name": "eve/demo", "name": "demo", "private": false],
        ],
        "base": ["ref": "main", "sha": "2222222222222222222222222222222222222222", "repo": repository],
    ]

    static let issuesLabeled = Event(
        name: "issues",
        payload: [
            "action": "labeled", "issue": issue, "label": label("Agent:Fix"), "repository": repository, "sender": user("ana"),
            "organization": ["login": "Octo", "id": 1], "installation": ["id": 77],
        ])

    static let issuesUnlabeled = Event(
        name: "issues",
        payload: [
            "action": "unlabeled", "issue": issue, "label": label("wip"), "repository": repository, "sender": user("ana"),
        ])

    static let issueComment = Event(
        name: "issue_comment",
        payload: [
            "action": "created", "issue": issue, "repository": repository, "sender": user("dependabot[bot]", id: 5, type: "Bot"),
            "comment": ["id": 55, "body": "please /fix", "user": user("ben", id: 8), "html_url": "https://github.example/c/55"],
        ])

    static let pullRequestOpened = Event(
        name: "pull_request",
        payload: [
            "action": "opened", "number": 13, "pull_request": pullRequest, "repository": repository,
            "sender": user("eve", id: 66),
        ])

    static let reviewSubmitted = Event(
        name: "pull_request_review",
        payload: [
            "action": "submitted", "pull_request": pullRequest, "repository": repository, "sender": user("ana"),
            "review": ["id": 56, "body": "No.", "state": "changes_requested", "user": user("ana")],
        ])

    static func push(message: String = "Add x", sender: JSONValue = user("ana")) -> Event {
        Event(
            name: "push",
            payload: [
                "ref": "refs/heads/release/1", "before": "1111111111111111111111111111111111111111", "created": false,
                "commits": [["id": "a", "added": ["x.md"], "message": .string(message)]],
                "head_commit": ["id": "a", "message": .string(message), "timestamp": "2026-01-31T09:05:00+02:00"],
                "repository": repository, "sender": sender,
            ])
    }

    static let workflowRun = Event(
        name: "workflow_run",
        payload: [
            "action": "completed", "repository": repository, "sender": user("ana"),
            "workflow_run": ["id": 1, "name": "CI", "conclusion": "failure", "head_branch": "topic", "run_attempt": 2],
        ])
}
