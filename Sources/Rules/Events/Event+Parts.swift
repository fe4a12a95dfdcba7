package import Identifiers
internal import JSON

extension Event {
    /// Who did it, not who wrote what it was done to.
    package var actor: Actor? { Actor(payload["sender"]) }

    package var repository: EventRepository? { EventRepository(payload["repository"]) }

    package var item: Item? { Item(payload) }

    package var comment: EventComment? { EventComment(self) }

    /// Of the pull request.
    package var head: BranchTip? { BranchTip(payload["pull_request"]?["head"]) }

    /// Of the pull request.
    package var base: BranchTip? { BranchTip(payload["pull_request"]?["base"]) }

    package var labelAdded: String? { action == "labeled" ? payload["label"]?["name"]?.string : nil }

    package var labelRemoved: String? { action == "unlabeled" ? payload["label"]?["name"]?.string : nil }

    /// What the event says something about: the head of the pull request, what was pushed, what was built. nil where it names none.
    package var commit: CommitID? {
        let text =
            switch name {
            case "push": payload["after"]
            case "status": payload["sha"]
            case "workflow_run", "workflow_job", "check_run", "check_suite": payload[name]?["head_sha"]
            default: payload["pull_request"]?["head"]?["sha"]
            }
        // A branch that was deleted has a commit of zeros.
        return text?.string.flatMap { CommitID($0) }.flatMap { $0 == .zero ? nil : $0 }
    }

    static let commitEvents: Set<String> = ["push", "status", "workflow_run", "workflow_job", "check_run", "check_suite"]

    /// Of the GitHub App the event came through.
    package var installationID: Int64? { payload["installation"]?["id"]?.integer }
}
