import BlockingWork
import GitHubSandbox
import Glibc
import TestSupport

/// Several nodes on one PostgreSQL server.
extension Soak {
    private static let sharing: ServiceSetup = {
        var setup = Soak.watching
        setup.limits =
            "attempts = 20\njobs = 2\njobs-per-repo = 4\nlease = \"3s\"\nretry-after = \"1s\"\nretry-at-most = \"2s\""
        return setup
    }()

    /// A node killed at random, and the server crashed, while events come in.
    func nodes() async -> SoakRow {
        await row("nodes", "two nodes: one is killed, the server crashes", count: plan.count(5, 50, 500)) { _, generator in
            var generator = generator
            var result = SoakRow("", "")
            let cluster = try await ServiceFixture.work.run { try PostgresCluster(settings: "-c fsync=on") }
            try await ServiceFixture.runTwo(Self.sharing, on: cluster) { one, two in
                var issues: [Int] = []
                func open(_ count: Int) async throws {
                    for _ in 0..<count { issues.append(try await one.openLabelledIssue("Greeting \(issues.count)")) }
                }
                for _ in 0..<2 {
                    let (dying, living) = Bool.random(using: &generator) ? (one, two) : (two, one)
                    one.sendEvents(to: Bool.random(using: &generator) ? one : two)
                    try await open(4)
                    try await Task.sleep(for: .milliseconds(.random(in: 5...1500, using: &generator)))
                    try await dying.killNow()
                    one.sendEvents(to: living)
                    try await open(1)
                    let pause = Duration.milliseconds(.random(in: 0...800, using: &generator))
                    try await Task.sleep(for: pause)
                    try await ServiceFixture.work.run { try cluster.restart() }
                    try await open(1)
                    try await dying.start()
                    one.sendEvents(to: living)
                }
                try await one.settle(issues, within: .seconds(240))
                try await two.stop()
                try await one.stop()
                result = try await one.tally(issues)
                try await two.addWhatIsLeft(to: &result)
                result.events = await one.sandbox.world.deliveries.count
            }
            return result
        }
    }

    /// A node stopped in the middle of its work until the other has taken it over, and then let go on.
    func zombies() async -> SoakRow {
        await row("zombies", "two nodes: one is stopped and goes on", count: plan.count(5, 50, 500)) { _, generator in
            var generator = generator
            var result = SoakRow("", "")
            try await ServiceFixture.runTwo(Self.sharing) { one, two in
                var issues: [Int] = []
                for _ in 0..<2 {
                    let (zombie, living) = Bool.random(using: &generator) ? (one, two) : (two, one)
                    one.sendEvents(to: living)
                    for _ in 0..<4 { issues.append(try await one.openLabelledIssue("Greeting \(issues.count)")) }
                    try await Task.sleep(for: .milliseconds(.random(in: 5...1500, using: &generator)))
                    try zombie.send(SIGSTOP)
                    try await Task.sleep(for: .milliseconds(.random(in: 2000...9000, using: &generator)))
                    try zombie.send(SIGCONT)
                }
                try await one.settle(issues, within: .seconds(240))
                try await two.stop()
                try await one.stop()
                result = try await one.tally(issues)
                try await two.addWhatIsLeft(to: &result)
                result.events = await one.sandbox.world.deliveries.count
            }
            return result
        }
    }
}
