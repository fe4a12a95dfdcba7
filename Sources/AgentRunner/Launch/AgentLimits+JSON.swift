internal import Identifiers
internal import JSON

extension AgentLimits {
    // Safe because key paths that capture nothing never change.
    private nonisolated(unsafe) static let durations: [(String, WritableKeyPath<AgentLimits, Duration>)] = [
        ("wall_ms", \.wall), ("idle_ms", \.idle), ("grace_ms", \.grace),
    ]
    // Safe because the key paths are constants that capture nothing.
    private nonisolated(unsafe) static let numbers: [(String, WritableKeyPath<AgentLimits, Int>)] = [
        ("output_total", \.outputTotal), ("output_head", \.outputHead), ("output_tail", \.outputTail),
        ("error_head", \.errorHead), ("error_tail", \.errorTail), ("line", \.line), ("processes", \.processes),
        ("open_files", \.openFiles), ("file_bytes", \.fileBytes),
    ]
    // Safe because the key paths are constants that capture nothing.
    private nonisolated(unsafe) static let optionalNumbers: [(String, WritableKeyPath<AgentLimits, Int?>)] = [
        ("tree_bytes", \.treeBytes), ("processor_seconds", \.processorSeconds), ("address_space", \.addressSpaceBytes),
    ]

    var json: JSONValue {
        var members: [String: JSONValue] = [:]
        for (name, path) in Self.durations { members[name] = .integer(self[keyPath: path].wholeMilliseconds) }
        for (name, path) in Self.numbers { members[name] = JSONValue(self[keyPath: path]) }
        for (name, path) in Self.optionalNumbers { members[name] = JSONValue(self[keyPath: path]) }
        members["orphan_ms"] = JSONValue(orphan?.wholeMilliseconds)
        return .object(members)
    }

    init(_ value: JSONValue) {
        self.init()
        for (name, path) in Self.durations {
            if let number = value[name]?.integer { self[keyPath: path] = .milliseconds(number) }
        }
        for (name, path) in Self.numbers {
            if let number = value[name]?.integer { self[keyPath: path] = Int(number) }
        }
        for (name, path) in Self.optionalNumbers { self[keyPath: path] = value[name]?.integer.map { Int($0) } }
        orphan = value["orphan_ms"]?.integer.map { .milliseconds($0) }
    }
}
