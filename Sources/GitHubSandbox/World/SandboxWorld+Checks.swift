internal import Identifiers
internal import JSON

extension SandboxWorld {
    mutating func setStatus(
        _ state: String, of commit: String, context: String, description: String?, targetURL: String?, in id: Int64,
        by creator: SandboxUser
    ) throws(APIError) -> SandboxStatus {
        guard SandboxStatus.states.contains(state) else {
            throw .invalid("Status", field: "state", code: "custom", "state is not included in the list")
        }
        guard (description ?? "").count <= 140 else {
            throw .invalid("Status", field: "description", "description is too long (maximum is 140 characters)")
        }
        let status = SandboxStatus(
            id: newID(), commit: commit, state: state, context: context, description: description, targetURL: targetURL,
            creator: creator.id, createdAt: now)
        try edit(id) { (repository) throws(APIError) in repository.statuses.append(status) }
        note("set status \(context) of \(commit.prefix(12)) to \(state)")
        let repository = try repository(id)
        let branches = repository.branches.filter { $0.value == commit }.keys.sorted()
        emit(
            "status", nil, in: id, by: creator,
            [
                "id": .integer(status.id), "sha": .string(commit), "name": .string(repository.name.description),
                "target_url": JSONValue(targetURL), "context": .string(context), "description": JSONValue(description),
                "state": .string(state), "created_at": .string(now.seconds), "updated_at": .string(now.seconds),
                "commit": ["sha": .string(commit), "url": .string("\(addresses.api(repository.name))/commits/\(commit)")],
                "branches": .array(branches.map { branchJSON($0, commit, in: repository) }),
            ])
        return status
    }

    mutating func createCheckRun(
        _ name: String, of commit: String, in id: Int64, by creator: SandboxUser,
        _ fill: (inout SandboxCheckRun) throws(APIError) -> Void
    ) throws(APIError) -> SandboxCheckRun {
        var run = SandboxCheckRun(
            id: newID(), commit: commit, name: name, status: "queued", externalID: "", startedAt: now)
        try fill(&run)
        if run.status == "completed", run.completedAt == nil { run.completedAt = now }
        let stored = run
        try edit(id) { (repository) throws(APIError) in repository.checkRuns[stored.id] = stored }
        note("created check run \(run.id)")
        let repository = try repository(id)
        emit("check_run", "created", in: id, by: creator, ["check_run": json(run, in: repository)])
        if run.status == "completed" {
            emit("check_run", "completed", in: id, by: creator, ["check_run": json(run, in: repository)])
        }
        return run
    }

    mutating func updateCheckRun(
        _ run: Int64, in id: Int64, by creator: SandboxUser, _ fill: (inout SandboxCheckRun) throws(APIError) -> Void
    ) throws(APIError) -> SandboxCheckRun {
        guard let old = try repository(id).checkRuns[run] else { throw .notFound }
        var new = old
        try fill(&new)
        if new.status == "completed", new.completedAt == nil { new.completedAt = now }
        let stored = new
        try edit(id) { (repository) throws(APIError) in repository.checkRuns[run] = stored }
        note("updated check run \(run)")
        if new.status == "completed", old.status != "completed" {
            emit("check_run", "completed", in: id, by: creator, ["check_run": json(new, in: try repository(id))])
        }
        return new
    }
}
