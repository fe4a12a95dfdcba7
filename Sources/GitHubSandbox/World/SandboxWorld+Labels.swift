internal import Identifiers
internal import JSON

extension SandboxWorld {
    /// Sets further labels, making up those the repository does not have yet; one `labeled` event for each new one.
    mutating func addLabels(_ names: [String], to number: Int, in id: Int64, by sender: SandboxUser) throws(APIError) {
        for name in names {
            guard !name.isEmpty, name.count <= 50 else { throw .invalid("Label", field: "name", code: "invalid") }
            let issue = try issue(id, number)
            guard !issue.has(label: name) else { continue }
            let known = try repository(id).labels.first { $0.name.lowercased() == name.lowercased() }
            let label = if let known { known } else { try createLabel(name, in: id, by: sender) }
            try editIssue(id, number) { (issue) throws(APIError) in issue.labels.append(label) }
            try record(label, isSet: true, on: number, in: id, by: sender)
            note("labeled \(kind(issue)) \(number) \(label.name)")
            try emitIssue("labeled", number, in: id, by: sender, ["label": json(label, in: try repository(id))])
        }
    }

    mutating func removeLabel(_ name: String, from number: Int, in id: Int64, by sender: SandboxUser) throws(APIError) {
        let issue = try issue(id, number)
        guard let label = issue.labels.first(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw APIError(status: 404, message: "Label does not exist")
        }
        try editIssue(id, number) { (issue) throws(APIError) in issue.labels.removeAll { $0.id == label.id } }
        try record(label, isSet: false, on: number, in: id, by: sender)
        note("unlabeled \(kind(issue)) \(number) \(label.name)")
        try emitIssue("unlabeled", number, in: id, by: sender, ["label": json(label, in: try repository(id))])
    }

    private mutating func record(
        _ label: SandboxLabel, isSet: Bool, on number: Int, in id: Int64, by sender: SandboxUser
    ) throws(APIError) {
        let event = SandboxLabelEvent(id: newID(), isSet: isSet, label: label, actor: sender.id, at: now)
        try editIssue(id, number) { (issue) throws(APIError) in issue.labelEvents.append(event) }
    }

    /// Makes the labels exactly these.
    mutating func setLabels(_ names: [String], on number: Int, in id: Int64, by sender: SandboxUser) throws(APIError) {
        let wanted = Set(names.map { $0.lowercased() })
        for label in try issue(id, number).labels where !wanted.contains(label.name.lowercased()) {
            try removeLabel(label.name, from: number, in: id, by: sender)
        }
        try addLabels(names, to: number, in: id, by: sender)
    }
}
