import Identifiers
import JSON
import Rules
import Testing

@Suite struct AttributeTests {
    private static let values: [(Event, Attribute, JSONValue?)] = [
        (Fixtures.issuesLabeled, .event, "issues"), (Fixtures.issuesLabeled, .action, "labeled"),
        (Fixtures.push(), .action, nil), (Fixtures.issuesLabeled, .repo, "Octo/demo"), (Fixtures.issuesLabeled, .org, "Octo"),
        (Fixtures.push(), .org, "Octo"), (Fixtures.issuesLabeled, .isPrivate, true), (Fixtures.issuesLabeled, .actor, "ana"),
        (Fixtures.issueComment, .actorType, "Bot"), (Fixtures.issuesLabeled, .number, 12), (Fixtures.push(), .number, nil),
        (Fixtures.issuesLabeled, .kind, "issue"), (Fixtures.pullRequestOpened, .kind, "pr"), (Fixtures.push(), .kind, nil),
        (Fixtures.issuesLabeled, .title, "Crash: don't `rm -rf`"), (Fixtures.issuesLabeled, .body, "It crashes.\n/fix"),
        (Fixtures.pullRequestOpened, .body, nil), (Fixtures.issuesLabeled, .state, "open"),
        (Fixtures.pullRequestOpened, .draft, true), (Fixtures.issuesLabeled, .labels, ["bug", "Agent:Fix"]),
        (Fixtures.pullRequestOpened, .labels, []), (Fixtures.issuesLabeled, .labelAdded, "Agent:Fix"),
        (Fixtures.issuesUnlabeled, .labelAdded, nil), (Fixtures.issuesUnlabeled, .labelRemoved, "wip"),
        (Fixtures.issuesLabeled, .labelRemoved, nil), (Fixtures.issuesLabeled, .milestone, "v1"),
        (Fixtures.pullRequestOpened, .milestone, nil), (Fixtures.issuesLabeled, .assignees, ["ben"]),
        (Fixtures.issueComment, .author, "ana"), (Fixtures.issuesLabeled, .authorAssociation, "MEMBER"),
        (Fixtures.issueComment, .commentBody, "please /fix"), (Fixtures.reviewSubmitted, .commentBody, "No."),
        (Fixtures.pullRequestOpened, .base, "main"), (Fixtures.pullRequestOpened, .head, "feat/x"),
        (Fixtures.push(), .head, "release/1"), (Fixtures.workflowRun, .head, "topic"),
        (Fixtures.pullRequestOpened, .headRepo, "eve/demo"), (Fixtures.pullRequestOpened, .fork, true),
        (Fixtures.push(), .files, ["x.md"]), (Fixtures.push(), .filesAdded, ["x.md"]), (Fixtures.push(), .filesRemoved, []),
        (Fixtures.push(), .commits, 1), (Fixtures.push(), .pushRef, "refs/heads/release/1"), (Fixtures.push(), .checks, nil),
        (Fixtures.pullRequestOpened, .files, nil),
        (Fixtures.push(), .pushForced, nil), (Fixtures.pullRequestOpened, .mergeable, nil),
        (Fixtures.pullRequestOpened, .approvedBy, nil), (Fixtures.pullRequestOpened, .additions, 5),
        (Fixtures.pullRequestOpened, .deletions, nil), (Fixtures.issueComment, .commentPath, nil),
        (Fixtures.pullRequestOpened, .maintainerCanModify, nil), (Fixtures.pullRequestOpened, .pushRef, nil),
        (Fixtures.issuesLabeled, .fork, nil), (Fixtures.issuesLabeled, .actorPermission, nil),
    ]

    @Test(arguments: values)
    func `an attribute has the value of its event`(event: Event, attribute: Attribute, expected: JSONValue?) {
        #expect(event.value(of: attribute) == expected)
    }

    @Test func `every attribute is covered above`() {
        #expect(Set(Self.values.map(\.1)) == Set(Attribute.allCases))
    }

    @Test(arguments: values)
    func `an attribute that has a value is available`(event: Event, attribute: Attribute, value: JSONValue?) {
        let pattern = EventPattern(event: event.name, action: event.action)
        #expect(value == nil || attribute.isAvailable(for: pattern))
    }

    @Test func `a comment on a pull request is about a pull request`() {
        let event = Event(
            name: "issue_comment",
            payload: ["action": "created", "issue": ["id": 1, "number": 2, "pull_request": ["url": "https://x.example"]]])
        #expect(event.value(of: .kind) == "pr")
        #expect(event.item?.kind == .pullRequest)
    }

    @Test func `a head without a repository came from a fork`() {
        let event = Event(
            name: "pull_request",
            payload: ["action": "closed", "pull_request": ["base": ["repo": ["id": 1]], "head": ["repo": .null]]])
        #expect(event.value(of: .fork) == true)
    }

    @Test func `a branch of the repository itself is no fork`() {
        let event = Event(
            name: "pull_request", payload: ["pull_request": ["base": ["repo": ["id": 1]], "head": ["repo": ["id": 1]]]])
        #expect(event.value(of: .fork) == false)
    }

    @Test func `a pushed tag is no branch`() {
        let event = Event(name: "push", payload: ["ref": "refs/tags/v1"])
        #expect(event.value(of: .head) == nil)
    }

    @Test func `the parts of an event are read`() throws {
        let event = Fixtures.pullRequestOpened
        #expect(event.actor == Actor(login: "eve", id: 66))
        #expect(event.repository?.id == 4_611_686_018_427_387_905)
        #expect(event.repository?.name.description == "Octo/demo")
        #expect(event.head?.commit.description == String(repeating: "1", count: 40))
        #expect(event.head?.repository?.id == 5)
        #expect(event.base?.branch == "main")
        let item = try #require(event.item)
        #expect(item.kind == .pullRequest && item.number == 13 && item.body == "" && item.isDraft)
        #expect(item.author?.login == "hookbot[bot]")
        #expect(Fixtures.issueComment.comment?.kind == .issueComment)
        #expect(Fixtures.reviewSubmitted.comment?.id == 56)
        #expect(Fixtures.issuesLabeled.comment == nil)
        #expect(Fixtures.issuesLabeled.installationID == 77)
        #expect(Fixtures.issuesLabeled.item?.labels == ["bug", "Agent:Fix"])
    }
}
