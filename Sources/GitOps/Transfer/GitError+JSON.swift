internal import JSON

extension GitError {
    var json: JSONValue {
        switch self {
        case .notFound(let text): ["kind": "not_found", "text": .string(text)]
        case .authentication: ["kind": "authentication"]
        case .forbidden: ["kind": "forbidden"]
        case .repositoryMissing: ["kind": "repository_missing"]
        case .timeout(let text): ["kind": "timeout", "text": .string(text)]
        case .network(let text): ["kind": "network", "text": .string(text)]
        case .rejected(let text): ["kind": "rejected", "text": .string(text)]
        case .corrupt(let text): ["kind": "corrupt", "text": .string(text)]
        case .noSpace: ["kind": "no_space"]
        case .cancelled: ["kind": "cancelled"]
        case .locked(let text): ["kind": "locked", "text": .string(text)]
        case .interrupted(let signal): ["kind": "interrupted", "signal": .integer(Int64(signal))]
        case .other(let call, let code, let message):
            ["kind": "other", "call": .string(call), "code": .integer(Int64(code)), "text": .string(message)]
        }
    }

    init?(_ json: JSONValue) {
        let text = json["text"]?.string ?? ""
        switch json["kind"]?.string {
        case "not_found": self = .notFound(text)
        case "authentication": self = .authentication
        case "forbidden": self = .forbidden
        case "repository_missing": self = .repositoryMissing
        case "timeout": self = .timeout(text)
        case "network": self = .network(text)
        case "rejected": self = .rejected(text)
        case "corrupt": self = .corrupt(text)
        case "no_space": self = .noSpace
        case "cancelled": self = .cancelled
        case "locked": self = .locked(text)
        case "interrupted": self = .interrupted(signal: Int32(clamping: json["signal"]?.integer ?? 0))
        case "other":
            self = .other(call: json["call"]?.string ?? "", code: Int32(clamping: json["code"]?.integer ?? 0), message: text)
        default: return nil
        }
    }
}
