internal import Configuration
internal import Crypto
internal import Engine
internal import Identifiers
internal import JSON
internal import POSIX
internal import Storage

/// Takes changes of the configuration file over while the service runs; a file with mistakes changes nothing.
struct Reloading: Sendable {
    let service: Service
    let path: String
    let environment: [String: String]
    /// Of the file as the service was started with it.
    let loaded: String?

    /// An editor writes a file in several steps.
    private static let settling: Duration = .milliseconds(200)

    /// Reads the file again whenever it may have changed, until the task is cancelled.
    func run(_ signals: ReloadSignals) async {
        var known = loaded
        // What changed between the start and now was heard by nobody.
        if Self.fingerprint(of: path) != known { await reload() }
        known = Self.fingerprint(of: path)
        for await _ in signals.stream {
            do { try await Task.sleep(for: Self.settling) } catch { return }
            let isAsked = signals.takeAsked()
            let now = Self.fingerprint(of: path)
            // Files beside it change, too. A signal means more: files that it names may have changed.
            guard isAsked || now != known else { continue }
            known = now
            await reload()
        }
    }

    static func fingerprint(of path: String) -> String? { (try? Files.read(path)).map { hexadecimal(sha256($0)) } }

    private func reload() async {
        let context = service.context
        let result = HookBotConfiguration.load(path: path, environment: environment)
        guard let configuration = result.configuration else {
            let errors = result.diagnostics.filter { $0.code.severity == .error }
            let problem = "the file has \(errors.count) \(errors.count == 1 ? "error" : "errors"); what was in force stays so"
            context.log.error(
                "the configuration was not taken over",
                [
                    "config": .string(path), "problem": .string(problem),
                    "diagnostics": .array(result.diagnostics.map { .string($0.description) }),
                ])
            // Whoever asks and sees that it was refused finds out why.
            context.live.refuse(problem)
            await record("configuration.refused", ["problem": .string(problem)])
            return
        }
        let succession = configuration.succeeding(context.configuration)
        let problem =
            succession.waiting.isEmpty ? nil : "needs a restart: \(succession.waiting.joined(separator: ", "))"
        context.live.replace(with: succession.configuration, problem: problem, at: currentTime())
        context.log.info(
            "the configuration was taken over",
            [
                "config": .string(path), "rules": .integer(Int64(succession.configuration.rules.count)),
                "warnings": .array(result.diagnostics.map { .string($0.description) }), "waiting": JSONValue(problem),
            ])
        await record("configuration.reloaded", ["waiting": .array(succession.waiting.map { .string($0) })])
        service.worker.wake()
    }

    private func record(_ action: String, _ details: JSONValue) async {
        do {
            try await service.context.database.write { tx in
                try tx.audit.append(
                    actor: "service", action: action, subject: AuditSubject(kind: "configuration", id: path), details: details,
                    now: currentTime())
            }
        } catch {
            service.context.log.warning("an entry of the audit log was not written", ["error": .string("\(error)")])
        }
    }
}
