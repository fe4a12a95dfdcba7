internal import Storage

extension JobAnnouncement {
    /// What the rule wants to be done after this end, beside labels, comments and reactions.
    func effects(_ end: JobEnd, _ result: JobResult) -> [NewGitHubWrite] {
        guard let trigger, let settings else { return [] }
        return settings.effects.compactMap { effect in
            guard end.isOne(of: effect.outcomes), let request = effect.request.on(result.pushed) else { return nil }
            let key = "action:\(job)/\(effect.actionIndex)/\(effect.request.kind)"
            let text = Marker(job: job, step: "action-\(effect.actionIndex)").text(key: context.markerKey)
            let signed = request.signed(text, context.redactor)
            var new = write(signed, key: signed.subject(in: trigger.repository) ?? key)
            switch signed {
            case .comment, .threadReply: new.marker = text
            default: break
            }
            return asked(new, by: effect.action, effect.actionIndex, tellsFailure: effect.tellsFailure)
        }
    }

    /// With the action that asked for it beside what it says.
    func asked(_ new: NewGitHubWrite, by action: String, _ index: Int, tellsFailure: Bool) -> NewGitHubWrite {
        let origin = WriteOrigin(
            rule: rule, action: action, index: index, delivery: delivery, key: "action:\(job)/\(index)/\(new.kind)",
            actor: trigger?.actor ?? "ghost", number: trigger?.item?.number, tellsFailure: tellsFailure, job: job)
        var new = new
        new.payload = origin.beside(new.payload)
        return new
    }
}
