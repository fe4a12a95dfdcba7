import Crypto
import GitHubSandbox
import JSON
import Testing

@Suite struct FaultTests {
    private let issues = "/repos/acme/app/issues"

    @Test func `a scripted answer replaces the effect as often as asked`() async throws {
        try await SandboxTest.run { (test) async throws in
            test.sandbox.inject(
                SandboxFault("POST", "*/issues", times: 2, .respond(status: 502, headers: [("Retry-After", "1")], body: "<html>"))
            )
            for _ in 0..<2 {
                let answer = try await test.api("POST", issues, ["title": "x"])
                #expect(answer.status == 502)
                #expect(answer.text == "<html>")
                #expect(answer.header("Retry-After") == "1")
            }
            #expect(try await test.api("POST", issues, ["title": "x"]).status == 201)
            #expect(try await test.api("GET", issues).json.array?.count == 1)
        }
    }

    @Test(arguments: [(SandboxFault.Action.dropBeforeEffect, 0), (.dropAfterEffect, 1)])
    func `a dropped connection has had its effect or not`(action: SandboxFault.Action, count: Int) async throws {
        try await SandboxTest.run { (test) async throws in
            test.sandbox.inject(SandboxFault("POST", "/api/v3/repos/acme/app/issues", action))
            await #expect(throws: PlainHTTPError.self) { try await test.api("POST", issues, ["title": "x"]) }
            #expect(try await test.api("GET", issues).json.array?.count == count)
        }
    }

    @Test func `a delayed request still happens`() async throws {
        try await SandboxTest.run { (test) async throws in
            test.sandbox.inject(SandboxFault("POST", "*", .delay(.milliseconds(200))))
            let start = ContinuousClock.now
            #expect(try await test.api("POST", issues, ["title": "x"]).status == 201)
            #expect(.now - start >= .milliseconds(200))
        }
    }

    @Test func `the ledger keeps every request with its effect`() async throws {
        try await SandboxTest.run { (test) async throws in
            let body: JSONValue = ["title": "x", "labels": ["bug"]]
            _ = try await test.api("POST", issues, body)
            _ = try await test.api("GET", "\(issues)?state=all", as: "reader")
            _ = try await test.api("POST", issues, [:], as: "wrong")
            let ledger = await test.sandbox.ledger.suffix(3)
            #expect(ledger.map(\.status) == [201, 200, 401])
            #expect(ledger.map(\.user) == ["acme", "reader", nil])
            #expect(ledger.first?.effects == ["opened issue 1", "labeled issue 1 bug"])
            #expect(ledger.first?.bodyHash == hexadecimal(sha256(body.bytes)))
            #expect(ledger.map(\.id) == Array((ledger.first?.id ?? 0)...(ledger.last?.id ?? 0)))
            let listed = try await test.client.send("GET", "\(test.sandbox.url)/_sandbox/ledger").json
            #expect(listed[(ledger.first?.id ?? 0) - 1]?["effects"]?[0] == "opened issue 1")
        }
    }

    @Test func `waiting ends with the change it waits for`() async throws {
        try await SandboxTest.run { (test) async throws in
            async let found = test.sandbox.waitUntil { world in
                world.repositories.values.contains { !$0.pulls.isEmpty }
            }
            let effects = await test.sandbox.effects()
            let number = try await test.openPull()
            #expect(await found)
            var seen: [String] = []
            for await effect in effects {
                seen.append(effect)
                if effect == "created pull request \(number)" { break }
            }
            #expect(seen == ["created refs/heads/topic", "created pull request 1"])
            #expect(await test.sandbox.waitUntil(within: .milliseconds(20)) { _ in false } == false)
        }
    }
}
