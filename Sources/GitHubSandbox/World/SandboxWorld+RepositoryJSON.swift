internal import Identifiers
internal import JSON

extension SandboxWorld {
    /// The body of a repository; with a user, also what that user may do in it.
    func json(_ repository: SandboxRepository, for user: SandboxUser? = nil) -> JSONValue {
        let (api, web) = (addresses.api(repository.name), addresses.web(repository.name))
        let open = Int64(repository.issues.values.count { $0.isOpen })
        let host = addresses.web.split(separator: "/").last.map { String($0) } ?? ""
        var members: [String: JSONValue] = [
            "id": .integer(repository.id), "node_id": .string(nodeID("Repository", repository.id)),
            "name": .string(repository.name.name), "full_name": .string(repository.name.description),
            "private": .bool(repository.isPrivate), "visibility": .string(repository.isPrivate ? "private" : "public"),
            "owner": userJSON(repository.owner), "html_url": .string(web), "description": JSONValue(repository.description),
            "fork": false, "url": .string(api), "created_at": .string(repository.createdAt.seconds),
            "updated_at": .string(repository.pushedAt.seconds), "pushed_at": .string(repository.pushedAt.seconds),
            "git_url": .string("git://\(host)/\(repository.name).git"), "ssh_url": .string("git@\(host):\(repository.name).git"),
            "clone_url": .string("\(web).git"), "svn_url": .string(web), "homepage": .null, "size": 0,
            "stargazers_count": 0, "watchers_count": 0, "language": .null, "has_issues": true, "has_projects": true,
            "has_downloads": true, "has_wiki": true, "has_pages": false, "has_discussions": false, "forks_count": 0,
            "mirror_url": .null, "archived": false, "disabled": false, "open_issues_count": .integer(open), "license": .null,
            "allow_forking": true, "is_template": false, "web_commit_signoff_required": false, "topics": [],
            "custom_properties": [:], "forks": 0,
            "open_issues": .integer(open), "watchers": 0, "default_branch": .string(repository.defaultBranch),
        ]
        for (name, path) in Self.repositoryLinks { members[name] = .string(api + path) }
        if let user {
            let permission = permission(of: user, in: repository)
            members["permissions"] = permissionFlags(permission)
            members["role_name"] = .string(permission.rawValue)
        }
        return .object(members)
    }

    /// The older body that `push` events hold: times in seconds, and the owner's name and address.
    func pushedJSON(_ repository: SandboxRepository) -> JSONValue {
        var members = json(repository).object ?? [:]
        if let owner = users[repository.owner] {
            members["owner"] = json(owner).adding(["name": .string(owner.login), "email": .string(owner.email)])
        }
        members["created_at"] = .integer(repository.createdAt.milliseconds / 1000)
        members["pushed_at"] = .integer(repository.pushedAt.milliseconds / 1000)
        members["stargazers"] = 0
        members["master_branch"] = .string(repository.defaultBranch)
        return .object(members)
    }

    func permissionFlags(_ permission: SandboxPermission) -> JSONValue {
        [
            "admin": .bool(permission >= .admin), "maintain": .bool(permission >= .maintain),
            "push": .bool(permission >= .write), "triage": .bool(permission >= .triage), "pull": .bool(permission >= .read),
        ]
    }

    func json(_ label: SandboxLabel, in repository: SandboxRepository) -> JSONValue {
        [
            "id": .integer(label.id), "node_id": .string(nodeID("Label", label.id)),
            "url": .string("\(addresses.api(repository.name))/labels/\(label.name.percentEncoded)"),
            "name": .string(label.name), "color": .string(label.color),
            "default": .bool(SandboxLabel.defaults.contains { $0.name == label.name }),
            "description": JSONValue(label.description),
        ]
    }

    private static let repositoryLinks = [
        ("forks_url", "/forks"), ("keys_url", "/keys{/key_id}"), ("collaborators_url", "/collaborators{/collaborator}"),
        ("teams_url", "/teams"), ("hooks_url", "/hooks"), ("issue_events_url", "/issues/events{/number}"),
        ("events_url", "/events"), ("assignees_url", "/assignees{/user}"), ("branches_url", "/branches{/branch}"),
        ("tags_url", "/tags"), ("blobs_url", "/git/blobs{/sha}"), ("git_tags_url", "/git/tags{/sha}"),
        ("git_refs_url", "/git/refs{/sha}"), ("trees_url", "/git/trees{/sha}"), ("statuses_url", "/statuses/{sha}"),
        ("languages_url", "/languages"), ("stargazers_url", "/stargazers"), ("contributors_url", "/contributors"),
        ("subscribers_url", "/subscribers"), ("subscription_url", "/subscription"), ("commits_url", "/commits{/sha}"),
        ("git_commits_url", "/git/commits{/sha}"), ("comments_url", "/comments{/number}"),
        ("issue_comment_url", "/issues/comments{/number}"), ("contents_url", "/contents/{+path}"),
        ("compare_url", "/compare/{base}...{head}"), ("merges_url", "/merges"), ("archive_url", "/{archive_format}{/ref}"),
        ("downloads_url", "/downloads"), ("issues_url", "/issues{/number}"), ("pulls_url", "/pulls{/number}"),
        ("milestones_url", "/milestones{/number}"), ("notifications_url", "/notifications{?since,all,participating}"),
        ("labels_url", "/labels{/name}"), ("releases_url", "/releases{/id}"), ("deployments_url", "/deployments"),
    ]
}
