import JSON
import Rules
import Testing

@Suite struct LoopGuardTests {
    @Test(
        arguments: [
            ("hookbot", nil, "hookbot[bot]", 1, true), ("hookbot[bot]", nil, "HookBot", 1, true),
            ("hookbot", 5, "renamed", 5, true), ("hookbot", 5, "hookbot", 6, false), ("hookbot", nil, "hookbot2", 1, false),
        ] as [(String, Int64?, String, Int64, Bool)])
    func `an event of our own account is recognised`(login: String, id: Int64?, sender: String, senderID: Int64, expected: Bool) {
        let event = Event(name: "issues", payload: ["sender": Fixtures.user(sender, id: senderID)])
        #expect(event.isCaused(by: Identity(login: login, id: id)) == expected)
    }

    @Test(
        arguments: [
            ("Fix\n\nHookBot-Job: 1\nRequested-by: a\n", true), ("Fix\n\nhookbot-job: 1", true),
            ("HookBot-Job: in the title\n\nbody", false), ("Fix\n\nabout HookBot-Job: 1", false), ("", false),
        ])
    func `a push of our own commit is recognised by its trailer`(message: String, expected: Bool) {
        #expect(Fixtures.push(message: message).isCaused(by: Identity(login: "hookbot")) == expected)
    }
}
