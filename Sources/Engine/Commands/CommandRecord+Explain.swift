internal import Identifiers
internal import JSON
internal import Storage

extension CommandRecord {
    private static let explained = 5

    /// Which rules looked at the last events here, and what came of it.
    func explain() throws -> String {
        let item = "\(trigger.repository)#\(decision.text.number)"
        let deliveries = try tx.deliveries.last(about: item, before: delivery.id, limit: Self.explained)
        guard !deliveries.isEmpty else { return "No event of this was seen before." }
        let rows = try deliveries.flatMap { delivery in
            let event = PublicText.code(delivery.event)
            let time = "\(delivery.receivedAt)"
            let matches = try tx.matches.list(delivery: delivery.id)
            guard !matches.isEmpty else {
                let why = PublicText.singleLine(PublicText.neutralised(delivery.note ?? "no rule listens to it"), to: 160)
                return [[event, time, "", why]]
            }
            return matches.map { match in
                let pattern = match.explanation["event"]?.string.map(PublicText.code) ?? event
                return [pattern, time, PublicText.code(match.name), Self.sentence(match)]
            }
        }
        let table = rows.map { cells in "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |" }
        return "| Event | Received | Rule or command | |\n|---|---|---|---|\n" + table.joined(separator: "\n")
    }

    /// The first thing that decided.
    private static func sentence(_ match: RuleMatch) -> String {
        let told = match.explanation
        if match.kind == .command {
            return PublicText.singleLine(PublicText.neutralised(told["outcome"].strings.joined(separator: "; ")), to: 160)
        }
        if let held = told["held"]?.string { return "held back: \(PublicText.singleLine(PublicText.neutralised(held), to: 160))" }
        if match.matched { return "carried out" + (match.job.map { ": job \(PublicText.code($0.description))" } ?? "") }
        if let leaf = told["first-failing"], let subject = leaf["subject"]?.string {
            let wanted = "\(subject) \(leaf["operator"]?.string ?? "") \(leaf["expected"]?.string ?? "")"
            let seen = leaf["seen"]?.string.map { ", and it was \(PublicText.code(PublicText.singleLine($0, to: 80)))" } ?? ""
            return "wants \(PublicText.code(PublicText.singleLine(wanted, to: 120)))\(seen)"
        }
        if let needed = told.at("permission", "needed")?.string {
            return "needs \(needed) permission of the sender, who has \(told.at("permission", "found")?.string ?? "none")"
        }
        return told["outcome"]?.string ?? ""
    }
}
