internal import Configuration
internal import Identifiers
internal import JSON
internal import Storage

/// `hookbot db …`: on the database itself, beside a running service too.
struct DatabaseCommand {
    let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func status() async throws {
        let status = try await withView { try await $0.status() }
        let race = status.hasCheckpointRace ? " (two writers could lose a commit in this version; HookBot has one)" : ""
        if invocation.has("--json") {
            let rows = Dictionary(uniqueKeysWithValues: status.rowCounts.map { ($0.table, JSONValue.integer(Int64($0.rows))) })
            return Output.line(
                JSONValue.object([
                    "path": .string(status.path), "schema": .integer(Int64(status.schemaVersion)),
                    "bytes": .integer(status.size), "log_bytes": .integer(status.logSize),
                    "engine": .string(status.engine), "rows": .object(rows),
                ]).text(.indented))
        }
        Output.line("\(status.path): schema \(status.schemaVersion), \(status.size) bytes, log \(status.logSize) bytes")
        Output.line("\(status.engine)\(race)\n")
        Output.write(TextTable(["TABLE", "ROWS"], status.rowCounts.map { [$0.table, "\($0.rows)"] }).text)
    }

    func audit() async throws -> Int32 {
        let configuration = try ConfigurationFile.load(invocation, environment: ProcessEnvironment.variables()).checked()
        // A shorter one would be found by chance.
        let secrets = configuration.secrets.filter { $0.exposedBytes.count >= 8 }
        let violations = try await withView { database in
            let stored = try await database.read { tx in
                try tx.auditInvariants()
                    + secrets.flatMap { secret in
                        try tx.places(holding: secret).map {
                            Violation(invariant: .noSecretLeft, detail: "a secret stands in \($0)")
                        }
                    }
            }
            let folder = DataFolderAudit(folder: configuration.storage.dataFolder, secrets: secrets)
            return try await stored
                + folder.violations { id in
                    try await database.read { tx in try tx.jobs.find(id)?.state.isTerminal }
                }
        }
        if invocation.has("--json") {
            Output.line(JSONValue.array(violations.map { .string("\($0)") }).text(.indented))
        } else {
            let rows = Invariant.allCases.map { invariant in
                let count = violations.count { $0.invariant == invariant }
                return [invariant.rawValue, invariant.promise, count == 0 ? "holds" : "\(count) broken"]
            }
            Output.write(TextTable(["", "PROMISE", ""], rows).text)
            for violation in violations { Output.line("\(violation)") }
            Output.line(violations.isEmpty ? "every invariant holds" : "\(violations.count) violations")
        }
        return violations.isEmpty ? 0 : 1
    }

    func backup() async throws {
        let path = invocation.positionals[0]
        try await withView { try await $0.backup(to: path) }
        Output.line("backed up to \(path)")
    }

    private func withView<R>(_ body: (DatabaseView) async throws -> R) async throws -> R {
        let file = try ConfigurationFile.load(invocation, environment: ProcessEnvironment.variables())
        let storage = try file.checked().storage
        let (view, close) = try await DataFolder.look(storage)
        do {
            let result = try await body(view)
            await close()
            return result
        } catch {
            await close()
            throw error
        }
    }
}
