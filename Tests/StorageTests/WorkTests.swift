import Identifiers
import JSON
import Storage
import Testing

@Suite struct WorkTests {
    @Test func `a step that was recorded is never fresh again`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let first = try tx.runningJob()
                #expect(try tx.steps.begin(first, step: "push", intent: ["new": "a"], now: moment(1)) == .fresh)
                #expect(try tx.jobs.transition(first, to: .queued, now: moment(2)))
                let second = try #require(try tx.sampleClaim(token: "t2")?.fence)
                let begun = try tx.steps.begin(second, step: "push", intent: ["new": "b"], now: moment(3))
                #expect(begun == .interrupted(intent: ["new": "a"]))
                try tx.steps.replaceIntent(second, step: "push", intent: ["new": "c"], now: moment(3))
                try tx.steps.finish(second, step: "push", result: ["head": "c"], now: moment(4))
                #expect(try tx.steps.begin(second, step: "push", now: moment(5)) == .finished(result: ["head": "c"]))
                #expect(throws: StorageError.self) { try tx.steps.finish(second, step: "push", now: moment(6)) }
                #expect(throws: StorageError.self) { try tx.steps.finish(second, step: "unknown", now: moment(6)) }
                let step = try #require(try tx.steps.step(first.job, "push"))
                #expect(step.intent == ["new": "c"])
                #expect(step.attempt == 2)
                #expect(step.finishedAt == moment(4))
                #expect(try tx.steps.begin(second, step: "push", ordinal: 1, now: moment(7)) == .fresh)
                #expect(try tx.steps.list(first.job).map(\.ordinal) == [0, 1])
            }
        }
    }

    @Test func `a run ends once, and what a lost attempt spent is counted`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                let run = try tx.runs.start(fence, NewRun(alias: "ada", folder: "/tmp/run", account: "main"), now: moment(1))
                try tx.runs.recordProcess(run, pid: 42, pidStarted: 777, bootID: "boot")
                try tx.runs.recordSession(run, sessionID: "session")
                #expect(try tx.runs.unfinished().map(\.id) == [run])
                #expect(try tx.jobs.transition(fence, to: .queued, now: moment(2)))
                let end = RunEnd(reason: "killed", exitCode: 137, costUSD: 0.5, turns: 3, inputTokens: 10, outputTokens: 20)
                #expect(try tx.runs.finish(run, end, now: moment(3)))
                #expect(try !tx.runs.finish(run, RunEnd(reason: "late", costUSD: 9), now: moment(4)))
                let stored = try #require(try tx.runs.find(run))
                #expect(stored.end == end)
                #expect(stored.pid == 42)
                #expect(stored.pidStarted == 777)
                #expect(stored.sessionID == "session")
                #expect(try tx.runs.cost(fence.job) == 0.5)
                #expect(try tx.runs.unfinished().isEmpty)
                #expect(try tx.runs.list(fence.job).map(\.alias) == ["ada"])
            }
        }
    }

    @Test func `log numbers have no gaps although many append at once`() async throws {
        try await withDatabase { database in
            let job = try await database.write { tx in try tx.sampleJob(1).id }
            await withTaskGroup(of: Void.self) { group in
                for worker in 0..<8 {
                    group.addTask {
                        for round in 0..<25 {
                            let entries = (0...round % 3).map { NewLogEntry(.stdout, "\(worker) \(round) \($0)") }
                            _ = try? await database.write { tx in try tx.logs.append(entries, to: job, now: moment()) }
                        }
                    }
                }
            }
            let entries = try await database.read { tx in try tx.logs.read(job, limit: 10_000) }
            #expect(entries.count == 392)
            #expect(entries.map(\.sequence) == Array(1...Int64(entries.count)))
            let later = try await database.read { tx in try tx.logs.read(job, after: 390, limit: 3) }
            #expect(later.map(\.sequence) == [391, 392])
        }
    }

    @Test func `a log entry comes back with its fields`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let job = try tx.sampleJob(1).id
                let entry = NewLogEntry(
                    .system, "started", level: .warning, event: "agent.started", fields: ["pid": 4], step: "agent")
                #expect(try tx.logs.append(entry, to: job, now: moment(3)) == 1)
                #expect(try tx.logs.append([], to: job, now: moment(3)) == 1)
                let stored = try #require(try tx.logs.read(job).first)
                #expect(stored.stream == .system)
                #expect(stored.level == .warning)
                #expect(stored.event == "agent.started")
                #expect(stored.fields == ["pid": 4])
                #expect(stored.step == "agent")
                #expect(stored.createdAt == moment(3))
            }
        }
    }

    @Test func `old logs of ended jobs are forgotten, those of living jobs are not`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob(1)
                let living = try tx.sampleJob(2).id
                for job in [fence.job, living] { try tx.logs.append(NewLogEntry(.stdout, "x"), to: job, now: moment()) }
                #expect(try tx.jobs.transition(fence, to: .completed(.pushed), now: moment(5)))
                #expect(try tx.logs.prune(endedBefore: moment(5), limit: 10) == 0)
                #expect(try tx.logs.prune(endedBefore: moment(6), limit: 10) == 1)
                #expect(try tx.logs.lastSequence(living) == 1)
            }
        }
    }

    @Test func `a folder whose job moved on is a leftover`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                try tx.workspaces.create(fence, path: "/tmp/one", now: moment())
                try tx.workspaces.create(fence, path: "/tmp/two", now: moment())
                #expect(try tx.workspaces.leftovers().isEmpty)
                try tx.workspaces.mark("/tmp/two", as: .kept, now: moment(1))
                #expect(try tx.jobs.transition(fence, to: .queued, now: moment(2)))
                let second = try #require(try tx.sampleClaim(token: "t2")?.fence)
                #expect(try tx.workspaces.leftovers().map(\.path) == ["/tmp/one"])
                try tx.workspaces.create(second, path: "/tmp/one", now: moment(3))
                #expect(try tx.workspaces.leftovers().isEmpty)
                #expect(try tx.workspaces.kept(before: moment(2)).map(\.path) == ["/tmp/two"])
                #expect(try tx.jobs.transition(second, to: .cancelled, now: moment(4)))
                #expect(try tx.workspaces.leftovers().map(\.path) == ["/tmp/one"])
                try tx.workspaces.mark("/tmp/one", as: .removed, now: moment(5))
                #expect(try tx.workspaces.leftovers().isEmpty)
            }
        }
    }
}
