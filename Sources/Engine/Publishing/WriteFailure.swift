internal import Identifiers
internal import JSON
internal import Storage

/// What follows when a write that a rule asked for has failed for good: an entry in the audit log, and a comment where the rule
/// wants one. It belongs into the transaction that gives the write up.
struct WriteFailure {
    let context: EngineContext
    let write: GitHubWrite

    func record(_ why: String, _ tx: Transaction, _ now: Timestamp) throws {
        guard let origin = WriteOrigin(payload: write.payload) else { return }
        let reason = PublicText.singleLine(context.redactor.redacted(why), to: 500)
        try tx.audit.append(
            actor: origin.actor, action: "rule.failed", subject: origin.subject(of: write),
            details: [
                "rule": .string(origin.rule), "action": .string(origin.action), "repository": .string(write.target),
                "key": .string(origin.key), "error": .string(reason),
            ], now: now)
        guard origin.tellsFailure, let number = origin.number else { return }
        let key = "failure:\(origin.key)"
        guard try !tx.writes.exists(coalesceKey: key) else { return }
        let marker = DispatchRecord.marker(for: key, step: "failure", context)
        let text =
            "The action \(PublicText.code(origin.action)) of rule \(PublicText.code(origin.rule)) failed: "
            + PublicText.neutralised(reason)
        let request = WriteRequest.comment(number: number, body: "\(text)\n\n\(marker)", marker: marker)
        try tx.writes.enqueue(
            NewGitHubWrite(
                kind: request.kind, target: write.target, payload: request.json, job: write.job, marker: marker,
                coalesceKey: key), now: now)
    }
}

extension WriteOrigin {
    func subject(of write: GitHubWrite) -> AuditSubject {
        if let job {
            .job(job)
        } else if let delivery {
            .delivery(delivery)
        } else {
            AuditSubject(kind: "write", id: "\(write.id)")
        }
    }
}
