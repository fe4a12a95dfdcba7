import GitHubSandbox
import POSIX
import Synchronization

/// What a service takes of its machine at one moment.
struct Footprint: Sendable {
    var residentKiB = 0
    var descriptors = 0
    var logBytes = 0
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}

extension ServiceFixture {
    /// Whether the service's process is there and no zombie.
    var isAlive: Bool {
        guard let process = state.withLock({ $0.process }), let end = try? Descriptor.end(of: process.identifier) else {
            return false
        }
        return !end.waitUntilReadable(timeout: .zero)
    }

    func footprint() throws -> Footprint {
        guard let process = state.withLock({ $0.process }) else { throw FixtureError("the service does not run") }
        let status = try Files.readText("/proc/\(process.identifier)/status")
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        var footprint = Footprint()
        footprint.residentKiB = line.flatMap { Int($0.split(separator: " ").dropLast().last ?? "") } ?? 0
        footprint.descriptors = try Files.names(in: "/proc/\(process.identifier)/fd").count
        footprint.logBytes = Files.size("\(dataFolder)/hookbot.db-wal") ?? 0
        return footprint
    }

    /// Returns once no delivery waits.
    func untilDispatched(within limit: Duration = .seconds(120)) async throws {
        let deadline = ContinuousClock.now + limit
        while try await metric("hookbot_deliveries{state=\"received\"}") != 0 {
            if ContinuousClock.now > deadline { throw FixtureError("deliveries wait:\n\(log.suffix(2000))") }
        }
    }

    func untilRunning(_ count: Int, within limit: Duration = .seconds(60)) async throws {
        let deadline = ContinuousClock.now + limit
        while try await metric("hookbot_jobs_active") != count {
            if ContinuousClock.now > deadline { throw FixtureError("never \(count) jobs at once:\n\(log.suffix(2000))") }
        }
    }

    private func metric(_ name: String) async throws -> Int? {
        let page = String(decoding: try await request("GET", "/metrics").body, as: UTF8.self)
        let line = page.split(separator: "\n").first { $0.hasPrefix("\(name) ") }
        return line.flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }.map { Int($0) }
    }
}
