internal import AgentRunner
internal import Configuration
internal import Storage

extension JobRun {
    /// Reads what an agent says, adds it to the job's log as far as it is not there yet, and folds it.
    func listen(
        to chunks: AsyncStream<StreamChunk>, of record: Storage.AgentRun, showing board: ProgressBoard? = nil
    ) async throws -> AgentProgress {
        let (job, run) = (job.id, record.id)
        var known = try await context.database.read { try $0.logs.count(job, run: run) }
        var reader = AgentStreamReader(tree: "\(folder)/workspace/tree")
        var progress = AgentProgress(earlierCostUSD: try await earlierCost(of: record))
        // Whole lines, so that the same output makes the same entries however it was read.
        var (outputLines, errorLines) = (LineSplitter(), LineSplitter())
        for await chunk in chunks {
            var entries: [NewLogEntry] = []
            switch chunk.source {
            case .errorOutput: entries = errorLines.feed(chunk.bytes).map { rawEntry($0, .stderr, run) }
            case .output where agent.runner == .command:
                entries = outputLines.feed(chunk.bytes).map { rawEntry($0, .stdout, run) }
            case .output:
                for event in reader.read(chunk.bytes) {
                    progress.apply(event)
                    if let entry = logEntry(for: event, run: run) { entries.append(entry) }
                }
            }
            board?.show(progress)
            // After a restart the files are read from the start; what was stored then is not stored again.
            let skipped = min(known, entries.count)
            known -= skipped
            try await append(Array(entries.dropFirst(skipped)))
        }
        var rest: [NewLogEntry] = []
        for event in reader.finish() {
            progress.apply(event)
            if let entry = logEntry(for: event, run: run) { rest.append(entry) }
        }
        rest += [outputLines.finish().map { rawEntry($0, .stdout, run) }, errorLines.finish().map { rawEntry($0, .stderr, run) }]
            .compactMap(\.self)
        try await append(Array(rest.dropFirst(min(known, rest.count))))
        return progress
    }

    private func rawEntry(_ line: LineSplitter.Line, _ stream: LogStream, _ run: Int64) -> NewLogEntry {
        NewLogEntry(stream, String(decoding: line.bytes, as: UTF8.self), run: run, step: JobStepName.agent.rawValue)
    }

    private func append(_ entries: [NewLogEntry]) async throws {
        guard !entries.isEmpty else { return }
        let job = job.id
        let safe = entries.map { entry in
            var entry = entry
            entry.content = context.redactor.redacted(entry.content)
            entry.fields = entry.fields.map(context.redactor.redacted)
            return entry
        }
        try await context.write { tx, now in try tx.logs.append(safe, to: job, now: now) }
    }

    /// What earlier runs of the same conversation reported, which an agent's own sum contains.
    private func earlierCost(of record: Storage.AgentRun) async throws -> Double {
        try await runs().filter { $0.id < record.id && $0.sessionID == record.sessionID && $0.end?.exitCode != nil }
            .reduce(0) { $0 + ($1.end?.costUSD ?? 0) }
    }
}
