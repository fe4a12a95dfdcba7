import Identifiers
import JSON
import Storage
import Testing

@Suite struct OperationsTests {
    @Test func `the audit log only grows`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                try tx.audit.append(
                    actor: "mona", action: "rule.paused", subject: AuditSubject(kind: "rule", id: "x"), now: moment())
            }
            for change: StaticString in ["DELETE FROM audit_log", "UPDATE audit_log SET actor = 'somebody else'"] {
                await #expect(throws: StorageError.constraint("the audit log only grows")) {
                    try await database.write { tx in _ = try tx.execute(change) }
                }
            }
            let actors = try await database.read { tx in try tx.audit.list(limit: 9).map(\.actor) }
            #expect(actors == ["mona"])
        }
    }

    @Test func `a token is found by its hash and ends when it should`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let token = try tx.tokens.insert(
                    name: "ci", prefix: "hb_12", hash: "hash", scopes: ["jobs:read", "jobs:write"], createdBy: "mona",
                    expiresAt: moment(100), now: moment())
                #expect(try tx.tokens.find(hash: "hash") == token)
                #expect(try tx.tokens.find(hash: "other") == nil)
                #expect(token.scopes == ["jobs:read", "jobs:write"])
                #expect(token.isValid(at: moment(99)))
                #expect(!token.isValid(at: moment(100)))
                try tx.tokens.recordUse(token.id, now: moment(5))
                #expect(try tx.tokens.revoke(token.id, by: "mona", now: moment(6)))
                #expect(try !tx.tokens.revoke(token.id, by: "mona", now: moment(7)))
                let revoked = try #require(try tx.tokens.list().first)
                #expect(revoked.lastUsedAt == moment(5))
                #expect(!revoked.isValid(at: moment(6)))
            }
        }
    }

    @Test func `a node is known by its last start`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                for pid in [1, 2] {
                    try tx.nodes.register(
                        Node(
                            id: "n", bootID: "boot", pid: pid, pidStarted: 5, version: "1", startedAt: moment(),
                            heartbeatAt: moment()))
                }
                try tx.nodes.heartbeat("n", now: moment(9))
                let nodes = try tx.nodes.list()
                #expect(nodes.map(\.pid) == [2])
                #expect(nodes.first?.heartbeatAt == moment(9))
                try tx.nodes.remove("n")
                #expect(try tx.nodes.list().isEmpty)
            }
        }
    }

    /// A statement that goes round the stores, and the promise it breaks.
    @Test(arguments: [
        ("UPDATE agent_jobs SET status = 'failed'" as StaticString, Invariant.oneEndPerJob),
        ("UPDATE agent_jobs SET completed_at = $1", .oneEndPerJob),
        ("UPDATE agent_jobs SET lease_until = NULL", .oneEndPerJob),
        ("UPDATE agent_jobs SET state = 'completed', outcome = 'pushed', lease_token = NULL", .oneEndPerJob),
        (
            "UPDATE agent_jobs SET state = 'retry_wait', status = 'queued', lease_token = NULL, lease_until = NULL",
            .everythingMoves
        ),
        ("UPDATE agent_jobs SET lease_until = $1", .everythingMoves),
        ("UPDATE code_pull_requests SET job_id = (SELECT id FROM agent_jobs LIMIT 1)", .onePublication),
        ("UPDATE github_writes SET state = 'sent', coalesce_key = 'k', remote_id = CAST(id AS TEXT)", .onePublication),
        ("UPDATE agent_jobs SET delivery_id = 1, rule = 'r', action_index = 0", .oneJobPerMatch),
    ])
    func `rows that break a promise are found`(sql: StaticString, invariant: Invariant) async throws {
        try await withDatabase { database in
            try await database.write { tx in
                _ = try tx.deliveries.insert(sampleDelivery(1))
                for number in 1...2 {
                    _ = try tx.runningJob(number, token: "t\(number)")
                    _ = try tx.pullRequests.upsert(
                        NewPullRequest(repository: tx.sampleRepository().id, number: number, title: "T", status: .open),
                        now: moment())
                    try tx.writes.enqueue(
                        NewGitHubWrite(kind: "comment", target: "o/r", payload: [:], coalesceKey: "\(number)"), now: moment())
                }
                #expect(try tx.auditInvariants().isEmpty)
                try tx.execute(sql, [.integer(1)])
                #expect(try tx.auditInvariants().contains { $0.invariant == invariant })
            }
        }
    }

    @Test func `a run without an end is found once its job has been over for a minute`() async throws {
        try await withDatabase { database in
            try await database.write { tx in
                let fence = try tx.runningJob()
                _ = try tx.runs.start(fence, NewRun(alias: "run-1", folder: "/tmp/run-1"), now: moment())
                _ = try tx.jobs.transition(fence, to: .cancelled, now: moment())
                #expect(try tx.auditInvariants().isEmpty, "it may be tidied up right now")
                try tx.sampleJob(2, at: moment(61))
                #expect(try tx.auditInvariants().map(\.invariant) == [.nothingLeftOver])
            }
        }
    }
}
