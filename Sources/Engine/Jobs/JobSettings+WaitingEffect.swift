package import JSON

extension JobSettings {
    /// A write that waits for the end of the job.
    package struct WaitingEffect: Equatable, Sendable {
        package var request: WriteRequest
        /// The word of the key `action`.
        package var action: String
        /// In the words of `job-outcome`.
        package var outcomes: [String]
        package var actionIndex: Int
        package var tellsFailure: Bool

        package init(_ request: WriteRequest, action: String, outcomes: [String], actionIndex: Int, tellsFailure: Bool) {
            self.request = request
            self.action = action
            self.outcomes = outcomes
            self.actionIndex = actionIndex
            self.tellsFailure = tellsFailure
        }

        /// Reads what `json` wrote.
        package init?(json: JSONValue) {
            guard let kind = json["kind"]?.string, let write = json["write"],
                let request = WriteRequest(kind: kind, json: write)
            else { return nil }
            self.init(
                request, action: json["action"]?.string ?? kind, outcomes: json["if"].strings,
                actionIndex: Int(json["index"]?.integer ?? 0), tellsFailure: json["tells_failure"]?.bool ?? false)
        }

        package var json: JSONValue {
            [
                "kind": .string(request.kind), "write": request.json, "action": .string(action),
                "if": JSONValue(strings: outcomes), "index": .integer(Int64(actionIndex)), "tells_failure": .bool(tellsFailure),
            ]
        }
    }
}
