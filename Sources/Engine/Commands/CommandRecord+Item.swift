internal import Commands
internal import Identifiers
internal import Rules
internal import Storage

extension CommandRecord {
    /// Labels, people and the milestone: writes like those of a rule. What GitHub refuses is said in a comment.
    func change(_ invocation: CommandInvocation, _ index: Int, _ result: inout Result) throws -> String? {
        let number = decision.text.number
        let logins = invocation.words.map { String($0.drop { $0 == "@" }) }.map { $0.lowercased() == "me" ? trigger.actor : $0 }
        let requests: [WriteRequest]
        switch invocation.name {
        case "label":
            let words = LabelWords(invocation.words)
            requests =
                (words.add.isEmpty ? [] : [.addLabels(number: number, labels: words.add)])
                + (words.remove.isEmpty ? [] : [.removeLabels(number: number, labels: words.remove)])
        case "assign": requests = [.addAssignees(number: number, logins: logins.isEmpty ? [trigger.actor] : logins)]
        case "unassign": requests = [.removeAssignees(number: number, logins: logins.isEmpty ? [trigger.actor] : logins)]
        default:
            let title = PlainText.normalised(invocation.request).trimmed
            requests = [.setMilestone(number: number, title: title.isEmpty || title.lowercased() == "none" ? nil : title)]
        }
        for request in requests {
            let key = "command:\(delivery.hook)/\(delivery.guid)/\(index)/\(request.kind)"
            let origin = WriteOrigin(
                rule: "/\(invocation.name)", action: invocation.name, index: index, delivery: delivery.id, key: key,
                actor: trigger.actor, number: number, tellsFailure: true)
            try tx.writes.enqueue(
                NewGitHubWrite(
                    kind: request.kind, target: trigger.repository.description, payload: origin.beside(request.json),
                    coalesceKey: key), now: now)
        }
        result.outcome.append("\(invocation.name): \(requests.map(\.kind).joined(separator: ", "))")
        return nil
    }
}
