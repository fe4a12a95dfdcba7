internal import Identifiers
internal import JSON

extension SandboxWorld {
    mutating func createRepository(
        _ name: RepositoryName, owner: SandboxUser, isPrivate: Bool, defaultBranch: String, description: String?
    ) throws(APIError) -> SandboxRepository {
        guard names[name.description.lowercased()] == nil else {
            throw .invalid("Repository", field: "name", "name already exists on this account")
        }
        var repository = SandboxRepository(
            id: newID(), name: name, owner: owner.id, isPrivate: isPrivate, defaultBranch: defaultBranch,
            description: description, createdAt: now, pushedAt: now)
        for label in SandboxLabel.defaults {
            repository.labels.append(
                SandboxLabel(id: newID(), name: label.name, color: label.color, description: label.description))
        }
        repositories[repository.id] = repository
        names[name.description.lowercased()] = repository.id
        note("created repository \(name)")
        return repository
    }

    /// Gives a repository a new name; the old one goes on to lead to it.
    mutating func rename(_ id: Int64, to name: RepositoryName, by sender: SandboxUser) throws(APIError) {
        let old = try repository(id).name
        guard names[name.description.lowercased()].map({ $0 == id }) ?? true else {
            throw .invalid("Repository", field: "name", "name already exists on this account")
        }
        try edit(id) { (repository) throws(APIError) in repository.name = name }
        names[name.description.lowercased()] = id
        note("renamed \(old) to \(name)")
        let from: JSONValue = ["repository": ["name": ["from": .string(old.name)]]]
        emit("repository", "renamed", in: id, by: sender, ["changes": from])
    }

    mutating func setPermission(_ permission: SandboxPermission, of user: SandboxUser, in id: Int64) throws(APIError) {
        try edit(id) { (repository) throws(APIError) in
            repository.collaborators[user.id] = permission == .none ? nil : permission
        }
        note("gave \(user.login) \(permission.rawValue)")
    }

    mutating func createLabel(
        _ name: String, color: String = "ededed", description: String? = nil, in id: Int64, by sender: SandboxUser
    ) throws(APIError) -> SandboxLabel {
        let label = SandboxLabel(id: newID(), name: name, color: color, description: description)
        try edit(id) { (repository) throws(APIError) in
            guard !repository.labels.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
                throw .invalid("Label", field: "name", code: "already_exists")
            }
            repository.labels.append(label)
        }
        note("created label \(name)")
        emit("label", "created", in: id, by: sender, ["label": json(label, in: try repository(id))])
        return label
    }
}
