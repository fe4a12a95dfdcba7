package import JSON

/// What a job does to the branch of a pull request without an agent.
package enum BranchUpdate: Equatable, Sendable {
    /// Puts its commits on top of the base branch.
    case rebase
    /// Merges the base branch into it.
    case merge
    /// Makes one commit of all it has; without a message the title of the pull request is it.
    case squash(message: String?)

    /// Whether the branch's history is another one afterwards.
    var rewrites: Bool { self != .merge }

    /// What is asked of the job, for people.
    var sentence: String {
        switch self {
        case .rebase: "Put the commits of the pull request on top of its base branch."
        case .merge: "Merge the base branch into the pull request."
        case .squash: "Make one commit of the pull request."
        }
    }

    /// Reads what `json` wrote.
    package init?(json: JSONValue) {
        switch json["kind"]?.string {
        case "rebase": self = .rebase
        case "merge": self = .merge
        case "squash": self = .squash(message: json["message"]?.string)
        default: return nil
        }
    }

    package var json: JSONValue {
        switch self {
        case .rebase: ["kind": "rebase"]
        case .merge: ["kind": "merge"]
        case .squash(let message): ["kind": "squash", "message": JSONValue(message)]
        }
    }
}
