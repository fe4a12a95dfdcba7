internal import Identifiers
package import JSON

extension WriteRequest {
    package var json: JSONValue {
        switch self {
        case .comment(let number, let body, let marker), .stickyComment(let number, let body, let marker):
            ["number": .integer(number), "body": .string(body), "marker": .string(marker)]
        case .threadReply(let number, let thread, let body, let marker):
            ["number": .integer(number), "thread": .integer(thread), "body": .string(body), "marker": .string(marker)]
        case .deleteBranch(let name, let head): ["name": .string(name), "head": .string(head.description)]
        case .reaction(let target, let content):
            switch target {
            case .item(let number): ["target": "item", "id": .integer(number), "content": .string(content)]
            case .comment(let id): ["target": "comment", "id": .integer(id), "content": .string(content)]
            case .reviewComment(let id): ["target": "review_comment", "id": .integer(id), "content": .string(content)]
            }
        case .addLabels(let number, let labels), .removeLabels(let number, let labels):
            ["number": .integer(number), "labels": JSONValue(strings: labels)]
        case .requestReviewers(let number, let logins, let teams):
            ["number": .integer(number), "logins": JSONValue(strings: logins), "teams": JSONValue(strings: teams)]
        case .status(let commit, let state, let context, let description, let url):
            [
                "commit": .string(commit.description), "state": .string(state.rawValue), "context": .string(context),
                "description": .string(description), "url": JSONValue(url),
            ]
        case .commitStatus(let commit, let state, let context, let description, let url):
            [
                "commit": JSONValue(commit?.description), "state": .string(state.rawValue), "context": .string(context),
                "description": .string(description), "url": JSONValue(url),
            ]
        case .checkRun(let commit, let check):
            .object(check.members.merging(["commit": JSONValue(commit?.description)]) { $1 })
        case .addAssignees(let number, let logins), .removeAssignees(let number, let logins):
            ["number": .integer(number), "logins": JSONValue(strings: logins)]
        case .setMilestone(let number, let title): ["number": .integer(number), "title": JSONValue(title)]
        case .setOpen(let number, let isOpen, let reason):
            ["number": .integer(number), "open": .bool(isOpen), "reason": JSONValue(reason)]
        case .lock(let number, let reason): ["number": .integer(number), "reason": JSONValue(reason)]
        case .note(let text): ["text": .string(text)]
        case .notify(let endpoint, let text): ["endpoint": .string(endpoint), "text": .string(text)]
        case .dispatch(let endpoint): ["endpoint": .string(endpoint)]
        case .script(let script): script.json
        }
    }

    /// Reads what `kind` and `json` say; nil for what this version does not know.
    package init?(kind: String, json: JSONValue) {
        let number = json["number"]?.integer
        switch kind {
        case "comment", "sticky_comment":
            guard let number, let body = json["body"]?.string, let marker = json["marker"]?.string else { return nil }
            self =
                kind == "comment"
                ? .comment(number: number, body: body, marker: marker)
                : .stickyComment(number: number, body: body, marker: marker)
        case "thread_reply":
            guard let number, let thread = json["thread"]?.integer, let body = json["body"]?.string,
                let marker = json["marker"]?.string
            else { return nil }
            self = .threadReply(number: number, thread: thread, body: body, marker: marker)
        case "delete_branch":
            guard let name = json["name"]?.string, let head = json["head"]?.string.flatMap({ CommitID($0) }) else { return nil }
            self = .deleteBranch(name: name, head: head)
        case "reaction":
            guard let id = json["id"]?.integer, let content = json["content"]?.string else { return nil }
            switch json["target"]?.string {
            case "item": self = .reaction(target: .item(number: id), content: content)
            case "comment": self = .reaction(target: .comment(id: id), content: content)
            case "review_comment": self = .reaction(target: .reviewComment(id: id), content: content)
            default: return nil
            }
        case "add_labels", "remove_labels":
            guard let number else { return nil }
            let labels = json["labels"].strings
            self =
                kind == "add_labels" ? .addLabels(number: number, labels: labels) : .removeLabels(number: number, labels: labels)
        case "request_reviewers":
            guard let number else { return nil }
            self = .requestReviewers(number: number, logins: json["logins"].strings, teams: json["teams"].strings)
        case "status":
            guard let commit = json["commit"]?.string.flatMap({ CommitID($0) }),
                let state = json["state"]?.string.flatMap(StatusState.init), let context = json["context"]?.string
            else { return nil }
            self = .status(
                commit: commit, state: state, context: context, description: json["description"]?.string ?? "",
                url: json["url"]?.string)
        default: self.init(effect: kind, json: json, number: number)
        }
    }

    /// What only rules ask for.
    private init?(effect kind: String, json: JSONValue, number: Int64?) {
        let commit = json["commit"]?.string.flatMap { CommitID($0) }
        switch (kind, number) {
        case ("commit_status", _):
            guard let state = json["state"]?.string.flatMap(StatusState.init), let context = json["context"]?.string else {
                return nil
            }
            self = .commitStatus(
                commit: commit, state: state, context: context, description: json["description"]?.string ?? "",
                url: json["url"]?.string)
        case ("check_run", _):
            guard let check = CheckRequest(json: json) else { return nil }
            self = .checkRun(commit: commit, check)
        case ("add_assignees", let number?): self = .addAssignees(number: number, logins: json["logins"].strings)
        case ("remove_assignees", let number?): self = .removeAssignees(number: number, logins: json["logins"].strings)
        case ("set_milestone", let number?): self = .setMilestone(number: number, title: json["title"]?.string)
        case ("set_open", let number?):
            guard let isOpen = json["open"]?.bool else { return nil }
            self = .setOpen(number: number, isOpen: isOpen, reason: json["reason"]?.string)
        case ("lock", let number?): self = .lock(number: number, reason: json["reason"]?.string)
        case ("note", _):
            guard let text = json["text"]?.string else { return nil }
            self = .note(text: text)
        case ("notify", _):
            guard let endpoint = json["endpoint"]?.string, let text = json["text"]?.string else { return nil }
            self = .notify(endpoint: endpoint, text: text)
        case ("dispatch", _):
            guard let endpoint = json["endpoint"]?.string else { return nil }
            self = .dispatch(endpoint: endpoint)
        case ("script", _):
            guard let script = ScriptRequest(json: json) else { return nil }
            self = .script(script)
        default: return nil
        }
    }
}
