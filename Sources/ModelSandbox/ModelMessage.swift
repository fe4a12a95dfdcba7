internal import JSON

/// One answer in the two forms of the Messages API: whole, and as the events of a stream.
///
/// https://docs.anthropic.com/en/api/messages-streaming
struct ModelMessage {
    private let content: [JSONValue]
    private let stopReason: String
    private let model: JSONValue
    private let identifier: JSONValue

    init(turn: ScriptedTurn, request: JSONValue, number: Int) {
        let folder = Self.folder(named: request)
        content = turn.blocks.enumerated().map { index, block in
            switch block {
            case .text(let text): ["type": "text", "text": .string(text)]
            case .tool(let name, let input):
                [
                    "type": "tool_use", "id": .string("toolu_\(number)_\(index)"), "name": .string(name),
                    "input": Self.filled(input, folder: folder),
                ]
            }
        }
        stopReason = turn.stopReason
        model = request["model"] ?? "scripted"
        identifier = .string("msg_\(number)")
    }

    private static let usage: JSONValue = [
        "input_tokens": 100, "output_tokens": 20, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0,
    ]

    var whole: JSONValue { message(content: content, stopReason: .string(stopReason)) }

    var events: [JSONValue] {
        var events: [JSONValue] = [["type": "message_start", "message": message(content: [], stopReason: .null)]]
        for (index, block) in content.enumerated() {
            let place = JSONValue.integer(Int64(index))
            events.append(["type": "content_block_start", "index": place, "content_block": Self.opening(of: block)])
            events.append(["type": "content_block_delta", "index": place, "delta": Self.delta(of: block)])
            events.append(["type": "content_block_stop", "index": place])
        }
        events.append([
            "type": "message_delta", "delta": ["stop_reason": .string(stopReason), "stop_sequence": .null], "usage": Self.usage,
        ])
        events.append(["type": "message_stop"])
        return events
    }

    private func message(content: [JSONValue], stopReason: JSONValue) -> JSONValue {
        [
            "id": identifier, "type": "message", "role": "assistant", "model": model, "content": .array(content),
            "stop_reason": stopReason, "stop_sequence": .null, "usage": Self.usage,
        ]
    }

    private static func opening(of block: JSONValue) -> JSONValue {
        guard var members = block.object else { return block }
        if block["type"] == "text" { members["text"] = "" } else { members["input"] = [:] }
        return .object(members)
    }

    private static func delta(of block: JSONValue) -> JSONValue {
        block["type"] == "text"
            ? ["type": "text_delta", "text": block["text"] ?? ""]
            : ["type": "input_json_delta", "partial_json": .string((block["input"] ?? [:]).text())]
    }

    /// The working folder that the agent's request names last: a conversation may have moved.
    private static func folder(named request: JSONValue) -> String {
        let told = texts(in: request["system"]) + (request["messages"]?.array ?? []).flatMap { texts(in: $0["content"]) }
        for text in told.reversed() {
            for mark in ["Primary working directory: ", "Working directory: ", "CWD: "] {
                guard let range = text.firstRange(of: mark) else { continue }
                let line = text[range.upperBound...].prefix { !$0.isNewline && $0 != "\"" }
                // A conversation that goes on elsewhere also names where it was before.
                return String(line.firstRange(of: " (was ").map { line[..<$0.lowerBound] } ?? line)
            }
        }
        return "."
    }

    private static func texts(in content: JSONValue?) -> [String] {
        switch content {
        case .string(let text): [text]
        case .array(let blocks): blocks.compactMap { $0["text"]?.string }
        default: []
        }
    }

    private static func filled(_ value: JSONValue, folder: String) -> JSONValue {
        switch value {
        case .string(let text): .string(text.replacing("{cwd}", with: folder))
        case .array(let elements): .array(elements.map { filled($0, folder: folder) })
        case .object(let members): .object(members.mapValues { filled($0, folder: folder) })
        case .null, .bool, .integer, .number: value
        }
    }
}
