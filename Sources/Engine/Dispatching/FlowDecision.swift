package import Identifiers
package import Rules

/// What a rule's `concurrency` and `coalesce` make of an event that it matched. A function of its arguments.
package enum FlowDecision: Equatable, Sendable {
    /// A job of its own is put in line.
    case start
    /// The rule is not carried out, and why.
    case held(String)
    /// That job sees this event, too.
    case join(JobID)
    /// These jobs are cancelled, and one of its own is put in line.
    case replace([JobID])

    /// A job of the group that is not over.
    package struct Active: Equatable, Sendable {
        package var id: JobID
        package var rule: String?
        package var actionIndex: Int
        /// Nobody has begun with it.
        package var isWaiting: Bool
        package var actor: String?

        package init(id: JobID, rule: String?, actionIndex: Int = 0, isWaiting: Bool, actor: String? = nil) {
            self.id = id
            self.rule = rule
            self.actionIndex = actionIndex
            self.isWaiting = isWaiting
            self.actor = actor
        }
    }

    /// - Parameters:
    ///   - active: the jobs of the group, oldest first.
    ///   - hasPermission: whether the rule asks its sender for a permission that not everybody has; anybody else's event replaces no
    ///     jobs but those of their own.
    package init(
        _ concurrency: Concurrency?, coalesces: Bool, rule: String, actionIndex: Int = 0, actor: String, hasPermission: Bool,
        active: [Active]
    ) {
        let own = active.filter { $0.rule == rule && $0.actionIndex == actionIndex }
        let waiting = own.first { $0.isWaiting }
        if coalesces, let waiting {
            self = .join(waiting.id)
            return
        }
        guard let concurrency, !active.isEmpty else {
            self = .start
            return
        }
        switch concurrency.whenBusy {
        case .queue: self = .start
        case .join: self = waiting.map { .join($0.id) } ?? .start
        case .skip:
            self =
                active.count < concurrency.limit
                ? .start
                : .held("concurrency: the group is busy with job \(active.map(\.id.description).joined(separator: ", "))")
        case .replace:
            let replaceable = own.filter { hasPermission || $0.actor?.lowercased() == actor.lowercased() }
            self = replaceable.isEmpty ? .start : .replace(replaceable.map(\.id))
        }
    }
}

extension Cooldown {
    /// Why a rule rests at `now`, or nil. `last` is when it was carried out for the same thing.
    package func hold(since last: Timestamp?, now: Timestamp) -> String? {
        guard let last else { return nil }
        guard let every else { return "cooldown: carried out at \(last), once per \(per.rawValue)" }
        let end = last + every
        return now < end ? "cooldown: carried out at \(last), again from \(end) per \(per.rawValue)" : nil
    }
}
