internal import JSON
internal import POSIX

/// The files of one run.
package struct RunFolder: Hashable, Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    package var output: String { "\(path)/events.jsonl" }
    package var errorOutput: String { "\(path)/stderr.txt" }
    var launch: String { "\(path)/launch.json" }
    var prompt: String { "\(path)/prompt.txt" }
    var supervisor: String { "\(path)/supervisor.json" }
    var supervisorLog: String { "\(path)/supervisor.log" }
    var exit: String { "\(path)/exit.json" }
    var cancel: String { "\(path)/cancel" }
    /// Held locked by the supervisor for as long as it lives.
    var lock: String { "\(path)/lock" }
    var users: String { "\(path)/passwd" }
    var groups: String { "\(path)/group" }
    /// Where the proxy to the model listens, and what it records of each request.
    var modelSocket: String { "\(path)/model.sock" }
    package var modelLedger: String { "\(path)/model.jsonl" }
    /// HOME and TMPDIR of an agent without a sandbox.
    var home: String { "\(path)/home" }
    var temporary: String { "\(path)/tmp" }

    /// Nil while the run has not ended; a damaged record is an error.
    func readExit() throws(AgentError) -> ExitRecord? {
        guard let value = try readJSON(exit) else { return nil }
        guard let record = ExitRecord(value) else { throw .storage("\(exit) is no exit record") }
        return record
    }

    func write(exit record: ExitRecord) throws(SystemError) { try Files.write(record.json.bytes, to: exit) }

    func readJSON(_ file: String) throws(AgentError) -> JSONValue? {
        let bytes: [UInt8]
        do { bytes = try Files.read(file) } catch {
            if error.isMissing { return nil }
            throw .storage("\(error)")
        }
        do { return try JSONValue(parsing: bytes) } catch { throw .storage("\(file): \(error)") }
    }
}
