internal import JSON

extension Event {
    /// Whether HookBot did this itself, so that acting on it may never end: it is the sender, or what was pushed is a commit
    /// that carries its trailer.
    package func isCaused(by identity: Identity, trailer: String = "HookBot-Job") -> Bool {
        if let actor, identity.isSame(as: actor) { return true }
        guard name == "push" else { return false }
        return headCommitCarries(trailer)
    }

    /// A trailer stands at the start of a line of the last paragraph; git interpret-trailers(1).
    private func headCommitCarries(_ trailer: String) -> Bool {
        guard let message = payload["head_commit"]?["message"]?.string else { return false }
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        let last = lines.reversed().drop(while: { $0.allSatisfy(\.isWhitespace) }).prefix { !$0.allSatisfy(\.isWhitespace) }
        return last.contains { $0.lowercased().hasPrefix(trailer.lowercased() + ":") }
    }
}
