internal import Identifiers
internal import JSON
internal import Storage
internal import WebServer

/// A job's log entries and state changes as they come, for pages and scripts that watch it.
struct JobEvents: Sendable {
    let database: Database
    let job: JobID

    /// Without news this often a comment goes out, so that proxies keep the connection.
    private static let silence: Duration = .seconds(15)

    /// Entries after number `sequence`, then new ones until the job has ended.
    func stream(after sequence: Int64) -> AsyncStream<ServerSentEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: ServerSentEvent.self)
        let task = Task {
            let commits = database.commits()
            let heartbeat = Task {
                while !Task.isCancelled {
                    do { try await Task.sleep(for: Self.silence) } catch { return }
                    continuation.yield(.comment("still here"))
                }
            }
            var last = sequence
            var state: JobStateName?
            do {
                if try await send(&last, &state, continuation) == false {
                    for await _ in commits where try await send(&last, &state, continuation) { break }
                }
            } catch {
                continuation.yield(ServerSentEvent(data: #"{"error":"the database did not answer"}"#, event: "error"))
            }
            heartbeat.cancel()
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    /// Sends what is new; true once the job has ended and all was sent.
    private func send(
        _ last: inout Int64, _ state: inout JobStateName?, _ continuation: AsyncStream<ServerSentEvent>.Continuation
    ) async throws -> Bool {
        while true {
            let (job, after) = (job, last)
            let (entries, found) = try await database.read { tx in
                (try tx.logs.read(job, after: after, limit: 500), try tx.jobs.find(job))
            }
            for entry in entries {
                continuation.yield(
                    ServerSentEvent(data: JobJSON.message(entry).text(), event: "log", id: "\(entry.sequence)"))
            }
            last = entries.last?.sequence ?? last
            if entries.count == 500 { continue }
            guard let found else { return true }
            if state != found.state.name {
                state = found.state.name
                let data: JSONValue = [
                    "state": .string(found.state.name.rawValue), "finished": .bool(found.state.isTerminal),
                    "note": JSONValue(found.stateNote),
                ]
                continuation.yield(ServerSentEvent(data: data.text(), event: "state"))
            }
            return found.state.isTerminal
        }
    }
}
