internal import Crypto
internal import GitHubAPI
package import Identifiers
package import JSON
package import Storage

/// An event that GitHub's API tells of and that no delivery brought, made into the delivery that should have come.
package struct MissedEvent: Equatable, Sendable {
    /// In place of a webhook's name.
    package static let hook = "sweep"

    package let key: EventKey
    /// What identifies it on GitHub for good, and so the delivery that is made of it.
    let identity: String
    let event: String
    let action: String
    /// Of the issue or pull request as a whole, `label`, `comment` and `sender`.
    let members: [String: JSONValue]
    let number: Int64
    let needsPullRequest: Bool

    /// Labels that were set on an open item and comments that were written on it, within a time, by others than HookBot.
    package static func candidates(
        on item: JSONValue, events: [JSONValue], comments: [JSONValue], repository: Int64, from: Timestamp, to: Timestamp,
        isOwn: (JSONValue) -> Bool
    ) -> [MissedEvent] {
        guard let number = item["number"]?.integer else { return [] }
        let labels = Set((item["labels"]?.array ?? []).compactMap { $0["name"]?.string?.lowercased() })
        let isPull = item["pull_request"]?.object != nil
        func happened(_ value: JSONValue?) -> Timestamp? {
            guard let moment = value?.string.flatMap({ Timestamp(iso8601: $0) }), from <= moment, moment <= to else { return nil }
            return moment
        }
        let labelled = events.compactMap { event -> MissedEvent? in
            guard event["event"]?.string == "labeled", let id = event["id"]?.integer, let actor = event["actor"], !isOwn(actor),
                let label = event["label"], let name = label["name"]?.string, labels.contains(name.lowercased()),
                let moment = happened(event["created_at"]), case .object(var whole) = item
            else { return nil }
            whole["updated_at"] = event["created_at"]
            return MissedEvent(
                key: EventKey(label: name, of: number, in: repository, at: moment), identity: "event/\(id)",
                event: isPull ? "pull_request" : "issues", action: "labeled",
                members: ["issue": .object(whole), "label": label, "sender": actor], number: number, needsPullRequest: isPull)
        }
        let commented = comments.compactMap { comment -> MissedEvent? in
            guard let id = comment["id"]?.integer, let author = comment["user"], !isOwn(author),
                let moment = happened(comment["created_at"])
            else { return nil }
            return MissedEvent(
                key: EventKey(comment: id, at: moment), identity: "comment/\(id)", event: "issue_comment", action: "created",
                members: ["issue": item, "comment": comment, "sender": author], number: number, needsPullRequest: false)
        }
        return labelled + commented
    }

    /// `pullRequest` where `needsPullRequest` says so.
    package func delivery(repository: JSONValue, pullRequest: JSONValue?, now: Timestamp) -> NewDelivery? {
        var payload = members
        payload["action"] = .string(action)
        payload["repository"] = repository
        if needsPullRequest {
            guard case .object(var pull)? = pullRequest else { return nil }
            pull["updated_at"] = members["issue"]?["updated_at"]
            payload["issue"] = nil
            payload["pull_request"] = .object(pull)
            payload["number"] = .integer(number)
        }
        let body = JSONValue.object(payload).bytes
        let digits = Array(hexadecimal(sha256(Array("\(repository["id"]?.integer ?? 0)/\(identity)".utf8))).prefix(32))
        let parts = [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]].map { String($0) }
        guard let guid = DeliveryID(parts.joined(separator: "-")) else { return nil }
        return NewDelivery(
            hook: Self.hook, guid: guid, event: event, action: action, headers: ["x-github-event": .string(event)], body: body,
            bodySHA256: hexadecimal(sha256(body)), secretLabel: nil, receivedAt: now)
    }
}
