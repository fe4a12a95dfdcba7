/// Who HookBot is on GitHub.
package struct Identity: Sendable, Hashable {
    /// With or without the `[bot]` that GitHub appends to an App's login.
    package let login: String
    package let id: Int64?

    package init(login: String, id: Int64? = nil) {
        self.login = login
        self.id = id
    }

    package func hasLogin(_ other: String) -> Bool { Self.plain(login) == Self.plain(other) }

    /// The id decides where both are known, as logins can be given up and taken by others.
    package func isSame(as actor: Actor) -> Bool {
        if let id { id == actor.id } else { hasLogin(actor.login) }
    }

    private static func plain(_ login: String) -> String {
        let lowered = login.lowercased()
        return lowered.hasSuffix("[bot]") ? String(lowered.dropLast("[bot]".count)) : lowered
    }
}
