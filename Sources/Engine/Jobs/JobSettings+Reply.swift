package import JSON

extension JobSettings {
    /// A comment or a reaction that waits for the end of the job.
    package struct Reply: Equatable, Sendable {
        package enum Content: Equatable, Sendable {
            /// Comments of one `sticky` name on one item are edited in place.
            case comment(body: String, sticky: String?)
            /// Instead of the reaction that the job's end would leave.
            case reaction(String)
        }

        package var content: Content
        /// In the words of `job-outcome`.
        package var outcomes: [String]
        package var actionIndex: Int
        package var tellsFailure: Bool

        package init(_ content: Content, outcomes: [String], actionIndex: Int, tellsFailure: Bool = false) {
            self.content = content
            self.outcomes = outcomes
            self.actionIndex = actionIndex
            self.tellsFailure = tellsFailure
        }

        /// Reads what `json` wrote.
        package init?(json: JSONValue) {
            let content: Content
            if let body = json["body"]?.string {
                content = .comment(body: body, sticky: json["sticky"]?.string)
            } else if let reaction = json["reaction"]?.string {
                content = .reaction(reaction)
            } else {
                return nil
            }
            self.init(
                content, outcomes: json["if"].strings, actionIndex: Int(json["index"]?.integer ?? 0),
                tellsFailure: json["tells_failure"]?.bool ?? false)
        }

        package var json: JSONValue {
            var members: [String: JSONValue] = [
                "if": JSONValue(strings: outcomes), "index": .integer(Int64(actionIndex)), "tells_failure": .bool(tellsFailure),
            ]
            switch content {
            case .comment(let body, let sticky):
                members["body"] = .string(body)
                members["sticky"] = JSONValue(sticky)
            case .reaction(let name): members["reaction"] = .string(name)
            }
            return .object(members)
        }
    }
}
