import POSIX
import Identifiers
import GitHubSandbox
import JSON
import Testing

/// What comes in over the network, and what becomes of it.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ReceivingTests {
    private static let guid = "6f1c4f60-0000-4000-8000-000000000001"

    @Test func `one delivery sent two hundred times over eight connections is stored once and starts one job`() async throws {
        try await ServiceFixture.run(ServiceSetup(isHooked: false)) { service in
            let (issue, body) = try await labelled(service)
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 1...200 {
                    group.addTask {
                        let answer = try await service.post(body, event: "issues", guid: Self.guid)
                        #expect(answer.status == 202)
                        return try JSONValue(parsing: answer.body)["status"]?.string ?? ""
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(answers == ["accepted": 1, "duplicate": 199])
            try await service.pullRequest(of: issue)
            #expect(try await service.deliveries().count == 1)
            #expect(try await service.jobs().count == 1)
        }
    }

    @Test func `a body with one byte changed is refused and leaves no trace`() async throws {
        try await ServiceFixture.run(ServiceSetup(isHooked: false)) { service in
            let (_, body) = try await labelled(service)
            for position in [0, body.count / 2, body.count - 1] {
                var changed = body
                changed[position] ^= 1
                #expect(try await service.post(changed, event: "issues", guid: Self.guid, signed: body).status == 401)
            }
            #expect(try await service.deliveries().isEmpty)
        }
    }

    @Test func `a form is refused with what to change`() async throws {
        try await ServiceFixture.run(ServiceSetup(isHooked: false)) { service in
            let (_, body) = try await labelled(service)
            let answer = try await service.post(
                body, event: "issues", guid: Self.guid, type: "application/x-www-form-urlencoded")
            #expect(answer.status == 415)
            #expect(String(decoding: answer.body, as: UTF8.self).contains("application/json"))
            #expect(try await service.deliveries().isEmpty)
        }
    }

    @Test(arguments: [("ping", "a ping"), ("some_event_of_tomorrow", "no rule listens"), ("issues", "no rule listens")])
    func `an event that concerns no rule is stored with the reason`(event: String, reason: String) async throws {
        try await ServiceFixture.run(ServiceSetup(isHooked: false)) { service in
            let (issue, body) = try await labelled(service)
            var other = try #require(try JSONValue(parsing: body).object)
            other["action"] = "pinned"
            #expect(try await service.post(JSONValue.object(other).bytes, event: event, guid: Self.guid).status == 202)
            // Deliveries are decided in their order, so that this one's pull request means that the other one is decided.
            let next = "6f1c4f60-0000-4000-8000-000000000002"
            #expect(try await service.post(body, event: "issues", guid: next).status == 202)
            try await service.pullRequest(of: issue)
            let stored = try await service.get("/deliveries/\(Self.guid)")
            #expect(stored["state"]?.string == "ignored")
            #expect(stored["note"]?.string?.contains(reason) == true)
            #expect(try await service.jobs().count == 1)
        }
    }

    @Test func `a sender without the permission starts nothing and the explanation says what was needed`() async throws {
        try await ServiceFixture.run { service in
            let refused = try await service.sandbox.openIssue(service.repository, title: "Please", by: ServiceFixture.guest)
            try await service.sandbox.label(service.repository, refused, ServiceSetup.label, by: ServiceFixture.guest)
            try await service.pullRequest(of: try await service.openLabelledIssue())
            #expect(try await service.jobs().count == 1)
            #expect(try await service.sandbox.comments(service.repository, refused).isEmpty)
            let delivery = await service.sandbox.world.deliveries.first { $0.action == "labeled" }
            let stored = try await service.get("/deliveries/\(try #require(delivery).guid)")
            let match = try #require(stored["matches"]?[0])
            #expect(match["matched"]?.bool == false)
            let explanation = match["explanation"]?.text() ?? ""
            #expect(explanation.contains("triage") && explanation.contains("read"), "\(explanation)")
        }
    }

    @Test func `what HookBot does itself starts nothing`() async throws {
        try await ServiceFixture.run { service in
            let own = try await service.sandbox.openIssue(service.repository, title: "Own", by: ServiceFixture.bot)
            try await service.sandbox.label(service.repository, own, ServiceSetup.label, by: ServiceFixture.bot)
            try await service.pullRequest(of: try await service.openLabelledIssue())
            #expect(try await service.jobs().count == 1)
            let notes = try await service.deliveries().compactMap { $0["note"]?.string }
            #expect(notes.contains("HookBot did this itself"))
            #expect(try await service.sandbox.comments(service.repository, own).isEmpty)
        }
    }

    /// An issue with the label, and the body that GitHub would have sent of it.
    private func labelled(_ service: ServiceFixture) async throws -> (issue: Int, body: [UInt8]) {
        let hook = try await service.sandbox.addWebhook(service.repository, url: "http://127.0.0.1:9/", secret: nil)
        let issue = try await service.openLabelledIssue()
        let delivery = await service.sandbox.world.deliveries.first { $0.hook == hook && $0.action == "labeled" }
        return (issue, try #require(delivery).body)
    }
}
