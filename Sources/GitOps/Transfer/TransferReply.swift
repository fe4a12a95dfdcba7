internal import Identifiers
internal import JSON

/// What the transfer process answers on its standard output.
enum TransferReply: Sendable, Hashable {
    case references(RemoteReferences)
    case push(PushResult)
    case failed(GitError)
}

extension TransferReply {
    var json: JSONValue {
        switch self {
        case .references(let references): ["references": references.json]
        case .push(let result): ["push": result.json]
        case .failed(let error): ["error": error.json]
        }
    }

    init?(_ json: JSONValue) {
        if let references = json["references"] {
            self = .references(RemoteReferences(references))
        } else if let result = json["push"].flatMap(PushResult.init(_:)) {
            self = .push(result)
        } else if let error = json["error"].flatMap(GitError.init(_:)) {
            self = .failed(error)
        } else {
            return nil
        }
    }
}

extension RemoteReferences {
    fileprivate var json: JSONValue {
        [
            "default": JSONValue(defaultBranch),
            "branches": .object(branches.mapValues { .string($0.description) }),
            "pull_requests": .object(
                Dictionary(uniqueKeysWithValues: pullRequests.map { (String($0), .string($1.description)) })),
        ]
    }

    fileprivate init(_ json: JSONValue) {
        self.init(defaultBranch: json["default"]?.string)
        branches = (json["branches"]?.object ?? [:]).compactMapValues { $0.string.flatMap { CommitID($0) } }
        for (number, commit) in json["pull_requests"]?.object ?? [:] {
            if let number = Int(number), let commit = commit.string.flatMap({ CommitID($0) }) { pullRequests[number] = commit }
        }
    }
}

extension PushResult {
    fileprivate var json: JSONValue {
        switch self {
        case .pushed: ["result": "pushed"]
        case .alreadyThere: ["result": "already_there"]
        case .rejected(let reason, let sideband):
            ["result": "rejected", "reason": .string(reason), "sideband": .string(sideband)]
        case .moved(let actual): ["result": "moved", "actual": JSONValue(actual?.description)]
        }
    }

    fileprivate init?(_ json: JSONValue) {
        switch json["result"]?.string {
        case "pushed": self = .pushed
        case "already_there": self = .alreadyThere
        case "rejected": self = .rejected(reason: json["reason"]?.string ?? "", sideband: json["sideband"]?.string ?? "")
        case "moved": self = .moved(actual: json["actual"]?.string.flatMap { CommitID($0) })
        default: return nil
        }
    }
}
