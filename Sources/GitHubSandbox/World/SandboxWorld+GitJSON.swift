internal import JSON

extension SandboxWorld {
    func branchJSON(_ name: String, _ commit: String, in repository: SandboxRepository) -> JSONValue {
        [
            "name": .string(name), "protected": .bool(repository.protectedBranches.contains(name)),
            "commit": ["sha": .string(commit), "url": .string("\(addresses.api(repository.name))/commits/\(commit)")],
        ]
    }

    func referenceJSON(_ reference: String, _ commit: String, in repository: SandboxRepository) -> JSONValue {
        let api = addresses.api(repository.name)
        return [
            "ref": .string(reference), "node_id": .string(nodeID("Ref", repository.id)),
            "url": .string("\(api)/git/\(reference)"),
            "object": ["type": "commit", "sha": .string(commit), "url": .string("\(api)/git/commits/\(commit)")],
        ]
    }

    /// A commit as `push` events hold it.
    func pushCommitJSON(_ commit: GitCommit, in repository: SandboxRepository) -> JSONValue {
        [
            "id": .string(commit.id), "tree_id": .string(commit.tree), "distinct": true, "message": .string(commit.message),
            "timestamp": .string(commit.committer.time.seconds),
            "url": .string("\(addresses.web(repository.name))/commit/\(commit.id)"),
            "author": pusherJSON(commit.author), "committer": pusherJSON(commit.committer),
            "added": .array(commit.added.map(JSONValue.string)), "removed": .array(commit.removed.map(JSONValue.string)),
            "modified": .array(commit.modified.map(JSONValue.string)),
        ]
    }

    /// A commit as requests answer it.
    func json(_ commit: GitCommit, in repository: SandboxRepository) -> JSONValue {
        let (api, web) = (addresses.api(repository.name), addresses.web(repository.name))
        return [
            "sha": .string(commit.id), "node_id": .string(nodeID("Commit", repository.id)),
            "url": .string("\(api)/commits/\(commit.id)"), "html_url": .string("\(web)/commit/\(commit.id)"),
            "commit": [
                "message": .string(commit.message), "author": json(commit.author), "committer": json(commit.committer),
                "tree": ["sha": .string(commit.tree), "url": .string("\(api)/git/trees/\(commit.tree)")], "comment_count": 0,
            ],
            "author": .null, "committer": .null,
            "parents": .array(
                commit.parents.map { ["sha": .string($0), "url": .string("\(api)/commits/\($0)")] }),
        ]
    }

    func json(_ file: DiffFile, at commit: String, in repository: SandboxRepository) -> JSONValue {
        let (api, web) = (addresses.api(repository.name), addresses.web(repository.name))
        let path = file.path.split(separator: "/").map { String($0).percentEncoded }.joined(separator: "/")
        var members: [String: JSONValue] = [
            "sha": JSONValue(file.blob), "filename": .string(file.path), "status": .string(file.status.rawValue),
            "additions": .integer(Int64(file.additions)), "deletions": .integer(Int64(file.deletions)),
            "changes": .integer(Int64(file.additions + file.deletions)), "blob_url": .string("\(web)/blob/\(commit)/\(path)"),
            "raw_url": .string("\(web)/raw/\(commit)/\(path)"), "contents_url": .string("\(api)/contents/\(path)?ref=\(commit)"),
        ]
        members["patch"] = file.patch.map(JSONValue.string)
        members["previous_filename"] = file.previousPath.map(JSONValue.string)
        return .object(members)
    }

    /// With the login where the address is that of somebody known.
    private func pusherJSON(_ person: GitCommit.Person) -> JSONValue {
        let login = users.values.first { $0.email == person.email }?.login
        let members: JSONValue = ["name": .string(person.name), "email": .string(person.email)]
        return login.map { members.adding(["username": .string($0)]) } ?? members
    }

    private func json(_ person: GitCommit.Person) -> JSONValue {
        ["name": .string(person.name), "email": .string(person.email), "date": .string(person.time.seconds)]
    }
}
