internal import JSON

extension LaunchRecord {
    var json: JSONValue {
        [
            "arguments": .array(arguments.map(JSONValue.string)), "environment": .object(environment.mapValues(JSONValue.string)),
            "tree": .string(tree), "sandboxed": .bool(isSandboxed), "heartbeat": JSONValue(heartbeat), "limits": limits.json,
            "model": model?.json ?? .null, "bridged": .bool(isBridged),
        ]
    }

    init(_ value: JSONValue) throws(AgentError) {
        guard let arguments = value["arguments"]?.array?.compactMap(\.string), !arguments.isEmpty,
            let tree = value["tree"]?.string, let limits = value["limits"], let isSandboxed = value["sandboxed"]?.bool
        else { throw .storage("the launch record is incomplete") }
        self.arguments = arguments
        self.tree = tree
        self.isSandboxed = isSandboxed
        environment = (value["environment"]?.object ?? [:]).compactMapValues(\.string)
        heartbeat = value["heartbeat"]?.string
        self.limits = AgentLimits(limits)
        model = ModelRoute(value["model"])
        isBridged = value["bridged"]?.bool ?? false
    }
}
