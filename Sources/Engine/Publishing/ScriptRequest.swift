internal import JSON
package import Rules

/// A program to run, as the rule said it when the event was dispatched.
package struct ScriptRequest: Equatable, Sendable {
    package var path: String
    package var arguments: [String]
    /// Names of variables that it is handed.
    package var environment: [String]
    package var timeoutSeconds: Int
    package var outputLimit: Int

    package init(_ action: ScriptAction) {
        path = action.path
        arguments = action.arguments
        environment = action.environment
        timeoutSeconds = Int(action.timeout / .seconds(1))
        outputLimit = action.outputLimit
    }

    init?(json: JSONValue) {
        guard let path = json["path"]?.string, let seconds = json["timeout"]?.integer, let limit = json["output"]?.integer else {
            return nil
        }
        self.path = path
        arguments = json["args"].strings
        environment = json["env"].strings
        timeoutSeconds = Int(seconds)
        outputLimit = Int(limit)
    }

    var json: JSONValue {
        [
            "path": .string(path), "args": JSONValue(strings: arguments), "env": JSONValue(strings: environment),
            "timeout": .integer(Int64(timeoutSeconds)), "output": .integer(Int64(outputLimit)),
        ]
    }
}
