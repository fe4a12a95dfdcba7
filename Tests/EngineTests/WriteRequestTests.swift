import Engine
import Identifiers
import JSON
import Rules
import Testing

@Suite struct WriteRequestTests {
    @Test(
        arguments: [
            .comment(number: 1, body: "b", marker: "m"), .stickyComment(number: 5_000_000_000, body: "b", marker: "m"),
            .reaction(target: .item(number: 1), content: "eyes"), .reaction(target: .comment(id: 2), content: "+1"),
            .reaction(target: .reviewComment(id: 3), content: "-1"), .addLabels(number: 1, labels: ["a", "b c"]),
            .removeLabels(number: 1, labels: []), .requestReviewers(number: 1, logins: ["ana"]),
            .requestReviewers(number: 1, logins: [], teams: ["core"]),
            .status(commit: .zero, state: .success, context: "hookbot/x", description: "d", url: nil),
            .status(commit: .zero, state: .failure, context: "hookbot/x", description: "d", url: "https://x"),
            .commitStatus(commit: .zero, state: .pending, context: "c", description: "d", url: nil),
            .commitStatus(commit: nil, state: .error, context: "c", description: "d", url: "https://x"),
            .checkRun(
                commit: .zero,
                CheckRequest(name: "n", state: "completed", conclusion: "success", title: "t", summary: "s", url: nil)),
            .checkRun(
                commit: nil, CheckRequest(name: "n", state: "queued", conclusion: nil, title: "t", summary: "", url: "https://x")),
            .addAssignees(number: 1, logins: ["ana"]), .removeAssignees(number: 1, logins: ["ana", "bo"]),
            .setMilestone(number: 1, title: "v1"), .setMilestone(number: 1, title: nil),
            .setOpen(number: 1, isOpen: false, reason: "completed"), .setOpen(number: 1, isOpen: true, reason: nil),
            .lock(number: 1, reason: "too heated"), .lock(number: 1, reason: nil), .note(text: "n"),
            .notify(endpoint: "ops", text: "n"), .dispatch(endpoint: "ci"),
            .script(
                ScriptRequest(
                    ScriptAction(
                        path: "/bin/true", arguments: ["a b"], environment: ["HOME"], timeout: .seconds(9), outputLimit: 4096))),
        ] as [WriteRequest])
    func `a write survives the outbox`(write: WriteRequest) throws {
        let stored = try JSONValue(parsing: write.json.text())
        #expect(WriteRequest(kind: write.kind, json: stored) == write)
    }

    @Test(arguments: [
        ("comment", "{}"), ("reaction", #"{"target":"moon","id":1,"content":"eyes"}"#), ("status", #"{"commit":"x"}"#),
        ("unknown", "{}"), ("check_run", #"{"name":"n"}"#), ("set_open", #"{"number":1}"#), ("lock", "{}"), ("script", "{}"),
    ])
    func `a write that cannot be read is none`(kind: String, text: String) throws {
        #expect(WriteRequest(kind: kind, json: try JSONValue(parsing: text)) == nil)
    }
}
