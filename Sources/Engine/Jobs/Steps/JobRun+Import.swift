internal import BlockingWork
internal import Configuration
internal import GitOps
internal import Identifiers
internal import JSON
internal import Storage

/// What an agent changed, as one tree in the bare clone.
struct JobChange: Sendable {
    struct File: Sendable {
        var path: String
        var isDeleted: Bool
        var size: Int
    }

    var tree: CommitID
    var changes: [File]

    var files: [String] { changes.map(\.path) }

    init(tree: CommitID, changes: [File]) {
        self.tree = tree
        self.changes = changes
    }

    init?(json: JSONValue) {
        guard let tree = json["tree"]?.string.flatMap({ CommitID($0) }), let changes = json["changes"]?.array else { return nil }
        self.tree = tree
        self.changes = changes.compactMap { change in
            change["path"]?.string.map {
                File(path: $0, isDeleted: change["deleted"]?.bool ?? false, size: Int(change["size"]?.integer ?? 0))
            }
        }
    }

    var json: JSONValue {
        [
            "tree": .string(tree.description),
            "changes": .array(
                changes.map { ["path": .string($0.path), "deleted": .bool($0.isDeleted), "size": .integer(Int64($0.size))] }),
        ]
    }
}

extension JobRun {
    /// Reads what the agent left, by the files alone; whatever cannot be taken over as it is holds the change back.
    func importTree(_ workspace: GitOps.Workspace, _ clone: BareClone) async throws -> JobChange {
        let result = try await perform(.importTree) { _ in
            let imported = try await clone.importTree(workspace, limits: ImportLimits())
            if !imported.problems.isEmpty { throw JobEnd.rejected(imported.problems.map(\.description)) }
            let change = JobChange(
                tree: imported.tree,
                changes: imported.changes.map { .init(path: $0.path, isDeleted: $0.kind == .deleted, size: $0.size) })
            try await note(
                change.files.isEmpty
                    ? "nothing changed"
                    : "\(change.files.count) \(change.files.count == 1 ? "file" : "files") changed: \(change.files.prefix(20).joined(separator: ", "))",
                step: .importTree)
            return change.json
        }
        guard let change = JobChange(json: result) else { throw JobEnd.failed("the recorded change of this job cannot be read") }
        return change
    }

    /// Holds back what the agent says, which is published in any case, where it holds a secret.
    func guardAnswer(_ work: AgentWork) throws {
        if let problem = try gate().problem(with: work.summary, called: "agent's answer") { throw JobEnd.rejected([problem]) }
    }

    /// Holds the change back where something in it must not leave: paths, sizes, secrets in contents and names.
    func guardChange(_ change: JobChange, _ commit: CommitID, _ clone: BareClone) async throws {
        // A push that was begun on another machine had passed there; what it put on the branch need not hold this very commit.
        if try await hasBegun(.push), try await !clone.contains(commit) { return }
        let gate = try gate()
        var problems = gate.problems(
            with: change.changes.map { Gate.File(path: $0.path, isDeleted: $0.isDeleted, size: $0.size) })
        for file in change.changes where !file.isDeleted {
            try control.check()
            let limit = context.configuration.limits.changedSize
            guard let content = try await clone.file(file.path, at: commit, limit: limit) else { continue }
            // Searching megabytes takes its time, which is not taken from a thread that others wait for.
            let problem = try await context.blocking.run { gate.problem(with: content, of: file.path) }
            if let problem { problems.append(problem) }
        }
        if !problems.isEmpty { throw JobEnd.rejected(problems) }
    }

    func gate() throws -> Gate {
        let limits = context.configuration.limits
        return try Gate(
            allowedPaths: settings.allowedPaths, secrets: context.secrets, maximumFiles: limits.changedFiles,
            maximumSize: limits.changedSize)
    }
}
