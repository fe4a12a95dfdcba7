internal import Identifiers
internal import JSON
package import Storage

/// Which of the writes that are due go now. A function of its arguments.
package enum WriteOrder {
    /// Statuses first, as merges wait for them; then as they became due. What is about an issue or pull request waits for what was said
    /// there before and could not be sent yet.
    package static func next(_ due: [GitHubWrite], after waiting: [GitHubWrite], limit: Int) -> [GitHubWrite] {
        var held: [Place: Int64] = [:]
        for write in waiting {
            guard let place = Place(write) else { continue }
            held[place] = min(held[place] ?? .max, write.id)
        }
        let ready = due.filter { write in
            guard let place = Place(write), let first = held[place] else { return true }
            return write.id < first
        }
        let (statuses, others) = (ready.filter(isStatus), ready.filter { !isStatus($0) })
        return Array((statuses + others).prefix(limit))
    }

    private static func isStatus(_ write: GitHubWrite) -> Bool { ["status", "commit_status", "check_run"].contains(write.kind) }

    private struct Place: Hashable {
        let repository: String
        let number: Int64

        /// Nil of what may go in any order.
        init?(_ write: GitHubWrite) {
            guard !WriteOrder.isStatus(write), let number = WriteRequest(kind: write.kind, json: write.payload)?.item else {
                return nil
            }
            repository = write.target
            self.number = number
        }
    }
}

extension WriteRequest {
    /// The issue or pull request that it is about.
    var item: Int64? {
        switch self {
        case .comment(let number, _, _), .stickyComment(let number, _, _), .threadReply(let number, _, _, _),
            .addLabels(let number, _), .removeLabels(let number, _), .requestReviewers(let number, _, _),
            .addAssignees(let number, _), .removeAssignees(let number, _), .setMilestone(let number, _),
            .setOpen(let number, _, _), .lock(let number, _):
            number
        case .reaction(.item(let number), _): number
        case .reaction, .deleteBranch, .status, .commitStatus, .checkRun, .note, .notify, .dispatch, .script: nil
        }
    }
}
