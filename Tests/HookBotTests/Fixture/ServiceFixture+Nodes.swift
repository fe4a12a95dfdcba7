import BlockingWork
import Glibc
import POSIX
import Synchronization
import TestSupport

extension ServiceFixture {
    /// Runs `body` with two services that share a PostgreSQL database; everything that is promised of one holds for both.
    static func runTwo(
        _ setup: ServiceSetup = ServiceSetup(), on cluster: PostgresCluster? = nil,
        _ body: (ServiceFixture, ServiceFixture) async throws -> Void
    ) async throws {
        var setup = setup
        setup.databaseURL = try await work.run { try (cluster ?? PostgresCluster.running()).newDatabase() }
        try await run(setup) { one in
            let two = try ServiceFixture(beside: one, called: "second")
            do {
                try await two.start()
                try await body(one, two)
                if two.isRunning { try await two.stop() }
                try await two.checkWhatIsLeft()
            } catch {
                await two.abandon()
                throw error
            }
        }
    }

    /// Has GitHub's events sent to another node, as a balancer would.
    func sendEvents(to node: ServiceFixture) { hook.move(to: node.state.withLock { $0.address }) }

    /// Stops the process as a machine that hangs would, or has it go on.
    func send(_ signal: Int32) throws {
        guard let process = state.withLock({ $0.process }) else { throw FixtureError("the service does not run") }
        kill(process.identifier, signal)
    }

    /// What the database's own tool writes out of it.
    func databaseText() async throws -> String {
        guard let url = setup.databaseURL else { return "" }
        let dump = try await ChildCommand("/usr/bin/pg_dump", ["--data-only", url], environment: ["PATH": "/usr/bin:/bin"])
            .run(on: Self.work, timeout: .seconds(60))
        return dump.text
    }
}
