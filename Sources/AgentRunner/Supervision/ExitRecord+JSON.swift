internal import Identifiers
internal import JSON

extension ExitRecord {
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "stop": JSONValue(stop?.rawValue), "sandboxed": .bool(isSandboxed),
            "started_at": .integer(startedAt.milliseconds), "ended_at": .integer(endedAt.milliseconds),
            "processor_ms": .integer(processorMilliseconds), "resident_bytes": .integer(residentBytes),
            "output_bytes": JSONValue(outputBytes), "error_bytes": JSONValue(errorBytes),
            "omitted_bytes": JSONValue(omittedBytes), "error_tail": .string(errorTail),
        ]
        switch end {
        case .exited(let code): members["exit_code"] = JSONValue(code)
        case .signalled(let number): members["signal"] = JSONValue(number)
        case .notStarted(let program, let isMissing, let message):
            members["not_started"] = [
                "program": .string(program), "missing": .bool(isMissing), "message": .string(message),
            ]
        case .lost: members["lost"] = true
        }
        return .object(members)
    }

    /// Nil for JSON that is no exit record.
    init?(_ value: JSONValue) {
        func number(_ name: String) -> Int64 { value[name]?.integer ?? 0 }
        let end: End
        if let code = value["exit_code"]?.integer {
            end = .exited(Int32(clamping: code))
        } else if let signal = value["signal"]?.integer {
            end = .signalled(Int32(clamping: signal))
        } else if let failure = value["not_started"] {
            end = .notStarted(
                program: failure["program"]?.string ?? "", isMissing: failure["missing"]?.bool ?? false,
                message: failure["message"]?.string ?? "")
        } else if value["lost"]?.bool == true {
            end = .lost
        } else {
            return nil
        }
        self.init(
            end: end, stop: value["stop"]?.string.flatMap(StopReason.init), isSandboxed: value["sandboxed"]?.bool ?? false,
            startedAt: Timestamp(milliseconds: number("started_at")), endedAt: Timestamp(milliseconds: number("ended_at")),
            processorMilliseconds: number("processor_ms"), residentBytes: number("resident_bytes"),
            outputBytes: Int(number("output_bytes")), errorBytes: Int(number("error_bytes")),
            omittedBytes: Int(number("omitted_bytes")), errorTail: value["error_tail"]?.string ?? "")
    }
}
