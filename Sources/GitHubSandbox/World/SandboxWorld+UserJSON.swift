internal import Crypto
internal import JSON

extension SandboxWorld {
    func nodeID(_ kind: String, _ id: Int64) -> String { base64(Array("0\(kind.count):\(kind)\(id)".utf8)) }

    func json(_ user: SandboxUser) -> JSONValue {
        let api = "\(addresses.api)/users/\(user.login.percentEncoded)"
        return [
            "login": .string(user.login), "id": .integer(user.id), "node_id": .string(nodeID("User", user.id)),
            "avatar_url": .string("\(addresses.web)/_sandbox/avatars/\(user.id)"), "gravatar_id": "", "url": .string(api),
            "html_url": .string("\(addresses.web)/\(user.login.percentEncoded)"), "followers_url": .string("\(api)/followers"),
            "following_url": .string("\(api)/following{/other_user}"), "gists_url": .string("\(api)/gists{/gist_id}"),
            "starred_url": .string("\(api)/starred{/owner}{/repo}"), "subscriptions_url": .string("\(api)/subscriptions"),
            "organizations_url": .string("\(api)/orgs"), "repos_url": .string("\(api)/repos"),
            "events_url": .string("\(api)/events{/privacy}"), "received_events_url": .string("\(api)/received_events"),
            "type": .string(user.kind.rawValue), "user_view_type": "public", "site_admin": false,
        ]
    }

    /// The user of an id, or null.
    func userJSON(_ id: Int64?) -> JSONValue { id.flatMap { users[$0] }.map { json($0) } ?? .null }

    func organizationJSON(_ owner: SandboxUser) -> JSONValue {
        let api = "\(addresses.api)/orgs/\(owner.login)"
        return [
            "login": .string(owner.login), "id": .integer(owner.id), "node_id": .string(nodeID("Organization", owner.id)),
            "url": .string(api), "repos_url": .string("\(api)/repos"), "events_url": .string("\(api)/events"),
            "hooks_url": .string("\(api)/hooks"), "issues_url": .string("\(api)/issues"),
            "members_url": .string("\(api)/members{/member}"), "public_members_url": .string("\(api)/public_members{/member}"),
            "avatar_url": .string("\(addresses.web)/_sandbox/avatars/\(owner.id)"), "description": .null,
        ]
    }

    /// How the author of something stands to the repository.
    func association(of user: Int64, in repository: SandboxRepository) -> JSONValue {
        if repository.owner == user { return "OWNER" }
        return repository.collaborators[user] == nil ? "NONE" : "COLLABORATOR"
    }

    func json(_ app: SandboxApp) -> JSONValue {
        [
            "id": .integer(app.id), "slug": .string(app.slug), "node_id": .string(nodeID("Integration", app.id)),
            "client_id": .string("Iv1.\(app.id)"), "owner": userJSON(user(app.login)?.id), "name": .string(app.slug),
            "description": "", "external_url": .string(addresses.web), "html_url": .string("\(addresses.web)/apps/\(app.slug)"),
            "created_at": .string(now.seconds), "updated_at": .string(now.seconds),
            "permissions": Self.appPermissions, "events": ["issues", "issue_comment", "pull_request", "push"],
        ]
    }

    static let appPermissions: JSONValue = [
        "checks": "write", "contents": "write", "issues": "write", "metadata": "read", "pull_requests": "write",
        "statuses": "write",
    ]
}
