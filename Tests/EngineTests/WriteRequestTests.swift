import Engine
import Identifiers
import JSON
import Testing

@Suite struct WriteRequestTests {
    @Test(
        arguments: [
            .comment(number: 1, body: "b", marker: "m"), .stickyComment(number: 5_000_000_000, body: "b", marker: "m"),
            .reaction(target: .item(number: 1), content: "eyes"), .reaction(target: .comment(id: 2), content: "+1"),
            .reaction(target: .reviewComment(id: 3), content: "-1"), .addLabels(number: 1, labels: ["a", "b c"]),
            .removeLabels(number: 1, labels: []), .requestReviewers(number: 1, logins: ["ana"]),
            .status(commit: .zero, state: .success, context: "hookbot/x", description: "d", url: nil),
            .status(commit: .zero, state: .failure, context: "hookbot/x", description: "d", url: "https://x"),
        ] as [WriteRequest])
    func `a write survives the outbox`(write: WriteRequest) throws {
        let stored = try JSONValue(parsing: write.json.text())
        #expect(WriteRequest(kind: write.kind, json: stored) == write)
    }

    @Test(arguments: [
        ("comment", "{}"), ("reaction", #"{"target":"moon","id":1,"content":"eyes"}"#), ("status", #"{"commit":"x"}"#),
        ("unknown", "{}"),
    ])
    func `a write that cannot be read is none`(kind: String, text: String) throws {
        #expect(WriteRequest(kind: kind, json: try JSONValue(parsing: text)) == nil)
    }
}
