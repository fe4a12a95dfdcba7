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

    /// Of the GitHub App the event came through.
    package var installationID: Int64? { payload["installation"]?["id"]?.integer }
}
