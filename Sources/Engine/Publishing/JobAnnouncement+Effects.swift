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
            let origin = WriteOrigin(
                rule: rule, action: effect.action, index: effect.actionIndex, delivery: delivery, key: key,
                actor: trigger.actor, number: trigger.item?.number, tellsFailure: effect.tellsFailure, job: job)
            var new = write(signed, key: signed.subject(in: trigger.repository) ?? key)
            new.payload = origin.beside(signed.json)
            switch signed {
            case .comment, .threadReply: new.marker = text
            default: break
            }
            return new
        }
    }
}
