import JSON
import Rules
import Testing

@Suite struct PayloadSchemaTests {
    @Test func `every described event exists`() {
        #expect(PayloadSchema.events.count == 20)
        for event in PayloadSchema.events { #expect(EventCatalogue.actions(of: event) != nil, "\(event)") }
    }

    @Test(
        arguments: [
            ("issues", "issue.labels[any].name", .text), ("issues", "issue.number", .number), ("issues", "issue.locked", .bool),
            ("issues", "sender.login", .text), ("pull_request", "pull_request.head.repo.owner.login", .text),
            ("pull_request", "pull_request.requested_reviewers[any].login", .text), ("push", "commits[all].added[any]", .text),
            ("check_run", "check_run.check_suite.pull_requests[0].number", .number), ("issues", "issue.reactions.+1", .number),
            ("workflow_run", "workflow_run.head_repository.full_name", .text), ("release", "release.assets[any].size", .number),
            ("pull_request", "pull_request._links.html.href", .anything), ("gollum", "pages[any].title", .anything),
            ("ping", "hook.events[any]", .text), ("installation", "installation.created_at", .anything),
            ("issues", "repository.html_url", .text),
        ] as [(String, String, ValueType)])
    func `a path has the type GitHub gives it`(event: String, path: String, expected: ValueType) throws {
        #expect(PayloadSchema.lookUp(try FieldPath(path), in: event) == .found(expected))
    }

    /// Fails where a table names an object that no line describes, unless it is left open on purpose.
    @Test(arguments: [
        Fixtures.issuesLabeled, Fixtures.issueComment, Fixtures.pullRequestOpened, Fixtures.reviewSubmitted, Fixtures.push(),
        Fixtures.workflowRun,
    ])
    func `every value of a payload is described`(event: Event) throws {
        for (path, value) in Self.scalars(event.payload, "") {
            guard case .found(let type) = PayloadSchema.lookUp(try FieldPath(path), in: event.name) else {
                Issue.record("\(event.name): \(path)")
                continue
            }
            switch value {
            case .string: #expect(type == .text || type == .anything, "\(path)")
            case .integer, .number: #expect(type == .number || type == .anything, "\(path)")
            case .bool: #expect(type == .bool || type == .anything, "\(path)")
            case .null, .array, .object: break
            }
        }
    }

    private static func scalars(_ value: JSONValue, _ path: String) -> [(String, JSONValue)] {
        switch value {
        case .object(let members):
            members.sorted { $0.key < $1.key }.flatMap { scalars($1, path.isEmpty ? $0 : "\(path).\($0)") }
        case .array(let elements): elements.enumerated().flatMap { scalars($1, "\(path)[\($0)]") }
        default: [(path, value)]
        }
    }
}
