import GitHubSandbox
import Identifiers
import JSON
import POSIX
import Testing

/// Rules that are carried out by the clock.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ScheduleTests {
    private static func setup(_ url: String) -> ServiceSetup {
        var setup = ServiceSetup(
            rules: """
                [[rule]]
                name = "tick"
                on = ["schedule"]
                schedule = "every 1s"
                repositories = ["acme/app"]
                permission = "admin"
                when = "always"

                [[rule.do]]
                action = "dispatch"
                endpoint = "here"

                [[rule]]
                name = "never"
                on = ["schedule"]
                schedule = "0 0 29 2 *"
                repositories = ["acme/app"]
                when = "always"

                [[rule.do]]
                action = "dispatch"
                endpoint = "here"
                """)
        setup.sections = "[endpoint.here]\nurl = \"\(url)\"\n"
        return setup
    }

    @Test func `a schedule comes round again and again, and no moment of it twice, over a kill, too`() async throws {
        try await EndpointReceiver.run { receiver in
            try await ServiceFixture.run(Self.setup(receiver.url)) { service in
                await receiver.wait(for: 2)
                try await service.killNow()
                let before = receiver.requests.count
                try await service.start()
                await receiver.wait(for: before + 2)
                let bodies = receiver.bodies
                #expect(bodies.allSatisfy { $0["event"] == "schedule" && $0["rule"] == "tick" })
                #expect(bodies.allSatisfy { $0.at("payload", "repository", "full_name") == "acme/app" })
                // A message that was under way at the kill may come twice, then under the same key.
                let moments = Set(bodies.compactMap { $0.at("payload", "schedule", "due")?.string })
                #expect(moments.count == Set(bodies.compactMap { $0["delivery"]?.string }).count)
                #expect(moments.count >= 4)
                let deliveries = try await service.deliveries().filter { $0["event"]?.string == "schedule" }
                let guids = deliveries.compactMap { $0["guid"]?.string ?? $0["id"]?.string }
                #expect(Set(guids).count == deliveries.count)
            }
        }
    }

    @Test func `nobody but the clock makes a schedule come round`() async throws {
        try await ServiceFixture.run(Self.setup("http://127.0.0.1:9/").quiet) { service in
            let body: JSONValue = [
                "schedule": ["rule": "tick", "due": "now"],
                "repository": ["id": 1, "full_name": "acme/app", "default_branch": "main", "private": false],
            ]
            let guid = "00000000-0000-4000-8000-0000000000aa"
            #expect(try await service.post(body.bytes, event: "schedule", guid: guid).status == 202)
            try await service.untilDelivery(guid, isNoted: "GitHub sends no event")
            #expect(try await service.jobs().isEmpty)
        }
    }
}

extension ServiceSetup {
    /// With schedules that do not come round while a test lasts.
    fileprivate var quiet: ServiceSetup {
        var setup = self
        setup.rules = rules.replacing("every 1s", with: "every 1d")
        return setup
    }
}
