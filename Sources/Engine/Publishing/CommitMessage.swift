package import Identifiers

/// The message of the one commit that a job makes: deterministic, so that the same job makes the same commit again.
package struct CommitMessage: Sendable {
    package var subject: String
    package var body: String
    package var job: JobID
    package var rule: String
    package var requester: String
    package var extraTrailers: [String]

    package init(
        subject: String, body: String, job: JobID, rule: String, requester: String, extraTrailers: [String] = []
    ) {
        self.subject = subject
        self.body = body
        self.job = job
        self.rule = rule
        self.requester = requester
        self.extraTrailers = extraTrailers
    }

    /// Subject of at most 72 characters, body, and trailers as git-interpret-trailers(1) reads them.
    package var text: String {
        let subject = PublicText.singleLine(PublicText.neutralisedForCommit(subject), to: 72)
        let body = PublicText.neutralisedForCommit(body).split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0.filter { $0 != "\u{0}" }) }
            .joined(separator: "\n").trimmed
        let own = [
            "HookBot-Job: \(job)", "HookBot-Rule: \(PublicText.singleLine(rule))",
            "Requested-by: \(PublicText.singleLine(requester))",
        ]
        // A trailer of the configuration that says the same again is left out.
        let extra = extraTrailers.map { PublicText.singleLine($0) }.filter { line in
            let key = line.prefix { $0 != ":" }.lowercased()
            return !line.isEmpty && !own.contains { $0.lowercased().hasPrefix(key + ":") }
        }
        let trailers = own + extra
        return [subject.isEmpty ? "Change by HookBot" : subject, body, trailers.joined(separator: "\n")]
            .filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return String(self[start...end])
    }
}
