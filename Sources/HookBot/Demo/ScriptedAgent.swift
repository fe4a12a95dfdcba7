internal import JSON
internal import POSIX

/// The agent of the demo where no `claude` is at hand: it reads its prompt, mends the greeting, and reports in the stream format
/// of the real one.
enum ScriptedAgent {
    static let command = "demo-agent"

    /// Takes the arguments that the real one would get, and of them only the name of the session.
    static func run(_ arguments: [String]) -> Int32 {
        let place = arguments.firstIndex { $0 == "--session-id" || $0 == "--resume" }
        let session = place.flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil } ?? "scripted"
        do {
            try work(session)
            return 0
        } catch {
            Output.complain("demo-agent: \(error)")
            return 1
        }
    }

    private static func work(_ session: String) throws {
        let prompt = try Descriptor.standardInput { (input) throws(SystemError) in try input.readAll(limit: 10 << 20) }
        emit([
            "type": "system", "subtype": "init", "session_id": .string(session), "model": "scripted", "tools": ["Read", "Edit"],
            "claude_code_version": "scripted",
        ])
        guard String(decoding: prompt, as: UTF8.self).contains(DemoProject.issueTitle) else {
            return finish(session, "Nothing here that a scripted agent knows how to mend.")
        }
        say("I will look at the script first.", session)
        use("Read", ["file_path": .string(DemoProject.changedFile)], session)
        let text = try Files.readText(DemoProject.changedFile)
        use("Edit", ["file_path": .string(DemoProject.changedFile)], session)
        let mended = text.replacing("\(DemoProject.wrong),", with: "\(DemoProject.right),")
        try Files.write(Array(mended.utf8), to: DemoProject.changedFile, mode: 0o644)
        say(DemoProject.summary, session)
        finish(session, DemoProject.summary)
    }

    private static func say(_ text: String, _ session: String) {
        emit(message([["type": "text", "text": .string(text)]], session))
    }

    private static func use(_ tool: String, _ input: JSONValue, _ session: String) {
        emit(message([["type": "tool_use", "id": "toolu_1", "name": .string(tool), "input": input]], session))
    }

    private static func message(_ content: JSONValue, _ session: String) -> JSONValue {
        [
            "type": "assistant", "session_id": .string(session),
            "message": ["id": "msg_1", "role": "assistant", "model": "scripted", "content": content],
        ]
    }

    private static func finish(_ session: String, _ summary: String) {
        emit([
            "type": "result", "subtype": "success", "is_error": false, "terminal_reason": "completed", "num_turns": 3,
            "session_id": .string(session), "result": .string(summary), "total_cost_usd": 0.0,
            "usage": ["input_tokens": 0, "output_tokens": 0],
        ])
    }

    private static func emit(_ event: JSONValue) {
        try? Descriptor.standardOutput { (output) throws(SystemError) in try output.writeAll(event.bytes + [0x0A]) }
    }
}
