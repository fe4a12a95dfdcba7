import GitHubSandbox
import Glibc
import Identifiers
import JSON
import POSIX
import TestSupport

extension Soak {
    private static let holding: ServiceSetup = {
        var setup = Soak.watching
        setup.agent = "@meet"
        return setup
    }()

    /// Every delivery five times, in any order, from eight senders.
    func duplicates() async -> SoakRow {
        let count = plan.count(1000, 10_000, 100_000)
        return await row("duplicates", "every delivery five times", count: 1) { _, generator in
            var generator = generator
            var result = SoakRow("", "")
            try await ServiceFixture.run(Self.holding) { service in
                try await service.openLabelledIssue()
                try await service.meeting.waitForAgent()
                let order = (1...count).flatMap { Array(repeating: $0, count: 5) }.shuffled(using: &generator)
                let chunks = (0..<8).map { start in stride(from: start, to: order.count, by: 8).map { order[$0] } }
                let refused = try await withThrowingTaskGroup(of: Int.self) { group in
                    for chunk in chunks {
                        group.addTask {
                            var refused = 0
                            for number in chunk {
                                let answer = try await service.post(
                                    try await service.labelledBody(1000 + number), event: "issues",
                                    guid: ServiceFixture.guid(number))
                                if !(200..<300).contains(answer.status) { refused += 1 }
                            }
                            return refused
                        }
                    }
                    return try await group.reduce(0, +)
                }
                try await service.untilDispatched()
                let jobs = try await service.get("/jobs?limit=1")["total"]?.integer ?? 0
                result.events = order.count
                result.lost = max(0, count + 1 - Int(jobs)) + refused
                result.doubled = max(0, Int(jobs) - count - 1)
                try await service.killNow()
                try await service.endSurvivors()
                try await service.addWhatIsLeft(to: &result)
            }
            return result
        }
    }

    /// Three of ten requests to GitHub fail, half of them after they took effect.
    func chaos() async -> SoakRow {
        let runs = plan.count(5, 20, 100)
        let jobs = plan.count(8, 20, 100)
        return await row("chaos", "three of ten requests to GitHub fail", count: runs) { _, generator in
            var setup = Self.watching
            setup.limits = "attempts = 20\njobs = 4\njobs-per-repo = 4\nretry-after = \"1s\"\nretry-at-most = \"5s\""
            var result = SoakRow("", "")
            try await ServiceFixture.run(setup) { service in
                service.sandbox.setChaos(SandboxChaos(probability: 0.3, generator: generator))
                var issues: [Int] = []
                for number in 0..<jobs { issues.append(try await service.openLabelledIssue("Greeting \(number)")) }
                try await service.settle(issues, within: .seconds(500))
                service.sandbox.clearFaults()
                try await service.stop()
                result = try await service.tally(issues)
                result.events = await service.sandbox.world.deliveries.count
                let early = Self.earlyCalls(await service.sandbox.ledger)
                if early > 0 { result.troubles.append("\(early) requests came before Retry-After was over") }
            }
            return result
        }
    }

    /// Requests to the API within the second that a 429 asked to wait for; what was on its way already does not count.
    static func earlyCalls(_ ledger: [LedgerEntry]) -> Int {
        let api = ledger.filter { $0.path.hasPrefix("/api/") }
        return api.filter { $0.status == 429 }.reduce(0) { count, refused in
            count
                + api.count { entry in
                    let after = entry.time - refused.time
                    return entry.id > refused.id && after > .milliseconds(150) && after < .milliseconds(900)
                }
        }
    }

    /// How soon a killed service with a long queue is at work again.
    func recovery() async -> SoakRow {
        let queued = plan.count(2000, 10_000, 10_000)
        return await row("recovery", "killed with \(queued) jobs in line, 4 running", count: plan.count(3, 10, 10), width: 1) {
            _, _ in
            var result = SoakRow("", "")
            try await ServiceFixture.run(Self.holding) { service in
                try await service.openLabelledIssue()
                try await service.meeting.waitForAgent()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for sender in 0..<8 {
                        group.addTask {
                            for number in stride(from: sender + 1, through: queued, by: 8) {
                                _ = try await service.post(
                                    try await service.labelledBody(1000 + number), event: "issues",
                                    guid: ServiceFixture.guid(number))
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                try await service.untilDispatched()
                try await service.untilRunning(4)
                try await service.killNow()
                let start = ContinuousClock.now
                try await service.start()
                let ready = ContinuousClock.now - start
                try await service.untilRunning(4)
                let working = ContinuousClock.now - start
                result.events = queued
                result.troubles += ready > .seconds(2) ? ["ready only after \(ready)"] : []
                result.troubles += working > .seconds(5) ? ["at work only after \(working)"] : []
                result.notes = ["ready \(ready.milliseconds) ms, at work \(working.milliseconds) ms"]
                let jobs = try await service.get("/jobs?limit=1")["total"]?.integer ?? 0
                result.lost = max(0, queued + 1 - Int(jobs))
                result.doubled = max(0, Int(jobs) - queued - 1)
                try await service.killNow()
                try await service.endSurvivors()
                try await service.addWhatIsLeft(to: &result)
            }
            return result
        }
    }

    /// A steady stream of events; memory, descriptors and files must stay where they are.
    func steady() async -> SoakRow {
        let seconds = plan.count(60, 3600, 86_400)
        return await row("steady", "\(seconds) s of two events a second", count: 1) { _, _ in
            var result = SoakRow("", "")
            try await ServiceFixture.run(Self.watching) { service in
                var issues: [Int] = []
                var before = Footprint()
                for number in 0..<seconds {
                    issues.append(try await service.openLabelledIssue("Greeting \(number)"))
                    if number == seconds / 3 { before = try service.footprint() }
                    try await Task.sleep(for: .seconds(1))
                }
                try await service.settle(issues)
                let after = try service.footprint()
                try await service.stop()
                result = try await service.tally(issues)
                result.events = await service.sandbox.world.deliveries.count
                let growth = after.residentKiB - before.residentKiB
                let descriptors = after.descriptors - before.descriptors
                if growth > 16 << 10 { result.troubles.append("memory grew by \(growth) KiB") }
                if abs(descriptors) > 5 { result.troubles.append("\(descriptors) more descriptors") }
                if after.logBytes > 64 << 20 { result.troubles.append("the log of the database has \(after.logBytes) bytes") }
                result.notes = [
                    "\(after.residentKiB / 1024) MiB (\(growth >= 0 ? "+" : "")\(growth) KiB), "
                        + "descriptors \(descriptors >= 0 ? "+" : "")\(descriptors), log \(after.logBytes >> 10) KiB"
                ]
            }
            return result
        }
    }
}
