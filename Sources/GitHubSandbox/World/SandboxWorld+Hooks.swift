internal import Identifiers
internal import JSON

extension SandboxWorld {
    /// Adds a webhook and sends it the `ping` that GitHub greets with.
    mutating func addHook(
        _ scope: SandboxHook.Scope, url: String, secret: Secret?, events: [String], encoding: SandboxHook.Encoding = .json,
        active: Bool = true, by sender: SandboxUser
    ) -> SandboxHook {
        let hook = SandboxHook(
            id: newID(), scope: scope, url: url, secret: secret, events: events, encoding: encoding, isActive: active,
            createdAt: now, updatedAt: now)
        hooks[hook.id] = hook
        note("created hook \(hook.id)")
        ping(hook, by: sender)
        return hook
    }

    mutating func ping(_ hook: SandboxHook, by sender: SandboxUser) {
        var payload: [String: JSONValue] = [
            "zen": "Half measures are as bad as nothing at all.", "hook_id": .integer(hook.id), "hook": json(hook),
            "sender": json(sender),
        ]
        var repository: Int64?
        if case .repository(let id) = hook.scope, let known = repositories[id] {
            repository = id
            payload["repository"] = json(known)
        }
        deliver("ping", nil, repository: repository, body: JSONValue.object(payload).bytes, to: hook)
    }
}
