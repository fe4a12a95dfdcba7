internal import Identifiers
internal import JSON

/// One conversation with a git host, as the transfer process is asked for it on its standard input.
struct TransferRequest: Sendable {
    enum Operation: Sendable, Hashable {
        /// Clones where there is nothing at `clonePath` yet, fetches otherwise.
        case fetch(pullRequests: [Int])
        /// Where it `rewrites`, the branch may lose commits; only those that were expected there.
        case push(commit: CommitID, branch: String, expected: CommitID?, rewrites: Bool)
        case list
    }

    var operation: Operation
    var location: RemoteLocation
    var clonePath: String
    var token: Secret?
    var certificateFile: String?
    var limits: TransferLimits
}

extension TransferRequest {
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "url": .string(location.url), "allow_http": .bool(location.allowHTTP), "clone": .string(clonePath),
            "token": JSONValue(token?.exposedText), "certificates": JSONValue(certificateFile), "limits": limits.json,
        ]
        switch operation {
        case .fetch(let pullRequests):
            members["operation"] = "fetch"
            members["pull_requests"] = .array(pullRequests.map { .integer(Int64($0)) })
        case .push(let commit, let branch, let expected, let rewrites):
            members["rewrites"] = .bool(rewrites)
            members["operation"] = "push"
            members["commit"] = .string(commit.description)
            members["branch"] = .string(branch)
            members["expected"] = JSONValue(expected?.description)
        case .list: members["operation"] = "list"
        }
        return .object(members)
    }

    /// Nil where a member is missing or wrong; the location is checked again, as it decides where a token goes.
    init?(_ json: JSONValue) {
        guard let url = json["url"]?.string, let clone = json["clone"]?.string, clone.hasPrefix("/"),
            let location = RemoteLocation(url: url, allowHTTP: json["allow_http"]?.bool ?? false),
            let limits = json["limits"].flatMap(TransferLimits.init(_:))
        else { return nil }
        self.location = location
        self.limits = limits
        clonePath = clone
        token = json["token"]?.string.map { Secret($0) }
        certificateFile = json["certificates"]?.string
        switch json["operation"]?.string {
        case "fetch":
            operation = .fetch(pullRequests: json["pull_requests"]?.array?.compactMap { $0.integer.map { Int($0) } } ?? [])
        case "push":
            guard let commit = json["commit"]?.string.flatMap({ CommitID($0) }), let branch = json["branch"]?.string,
                BranchName(branch) != nil
            else { return nil }
            operation = .push(
                commit: commit, branch: branch, expected: json["expected"]?.string.flatMap { CommitID($0) },
                rewrites: json["rewrites"]?.bool ?? false)
        case "list": operation = .list
        default: return nil
        }
    }
}

extension TransferLimits {
    fileprivate var json: JSONValue {
        [
            "wall_ms": .integer(wallTime.wholeMilliseconds), "no_progress_ms": .integer(noProgress.wholeMilliseconds),
            "file_size": .integer(Int64(fileSize)), "objects": .integer(Int64(objects)),
            "object_size": .integer(Int64(objectSize)), "sideband": .integer(Int64(sidebandText)),
        ]
    }

    fileprivate init?(_ json: JSONValue) {
        guard let wall = json["wall_ms"]?.integer, let noProgress = json["no_progress_ms"]?.integer,
            let fileSize = json["file_size"]?.integer, let objects = json["objects"]?.integer,
            let objectSize = json["object_size"]?.integer, let sideband = json["sideband"]?.integer
        else { return nil }
        self.init()
        wallTime = .milliseconds(wall)
        self.noProgress = .milliseconds(noProgress)
        self.fileSize = Int(fileSize)
        self.objects = Int(objects)
        self.objectSize = Int(objectSize)
        sidebandText = Int(sideband)
    }
}
