internal import JSON

/// The line HookBot puts where output was left out; of the same form as the agent's own, so that one reader reads both.
enum OmissionMark {
    static let type = "hookbot_omitted"

    static func line(bytes: Int) -> [UInt8] {
        JSONValue.object(["type": .string(type), "bytes": JSONValue(bytes)]).bytes + [0x0A]
    }
}
