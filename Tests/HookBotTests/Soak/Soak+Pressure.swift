import BlockingWork
import GitHubSandbox
import JSON
import Glibc
import POSIX
import Synchronization

/// Receiving while two agents work, alone and beside clients that never finish a request.
extension Soak {
    private static let rate = 200
    private static let drippers = 200

    /// 200 signed deliveries a second with two busy workers; then the same beside 200 clients that send a byte a second.
    func pressure() async -> SoakRow {
        let seconds = plan.count(10, 30, 60)
        return await row("pressure", "200 deliveries a second, slow clients beside them", count: 1) { _, _ in
            var setup = Self.watching
            setup.agent = "while :; do :; done"
            setup.limits = "jobs = 2\njobs-per-repo = 2"
            var result = SoakRow("", "")
            try await ServiceFixture.run(setup) { service in
                for number in 0..<2 { try await service.openLabelledIssue("Greeting \(number)") }
                try await service.untilRunning(2)
                let body = try await service.labelledBody(7)
                let idle = try service.footprint().residentKiB
                let alone = try await Self.receive(service, body, seconds: seconds, from: 0)
                let sockets = try await Self.drip(on: service)
                let dripping = Task {
                    // A byte a second; what the service has closed takes none.
                    while !Task.isCancelled {
                        for socket in sockets { send(socket, [0x20], 1, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)) }
                        try await Task.sleep(for: .seconds(1))
                    }
                }
                let beside = try await Self.receive(service, body, seconds: seconds, from: 1_000_000)
                dripping.cancel()
                let loaded = try service.footprint().residentKiB
                for socket in sockets { close(socket) }
                result.events = alone.count + beside.count
                result.lost = (alone + beside).count { $0 == nil }
                result.notes = [
                    "p99 \(Self.percentile(alone)) ms; beside \(Self.drippers) slow clients \(Self.percentile(beside)) ms; "
                        + "\(loaded / 1024) MiB, \((loaded - idle) / 1024) more"
                ]
                if Self.percentile(beside) > 1000 { result.troubles.append("a good client waited more than a second") }
                if loaded - idle > 100 << 10 { result.troubles.append("more than 100 MiB for it") }
                let known = Set(try await service.deliveries().compactMap { $0["id"]?.string })
                let last = ServiceFixture.guid(1_000_000 + beside.count)
                if !known.contains(last) { result.troubles.append("the last one is not stored") }
                try await service.killNow()
                try await service.endSurvivors()
                try await service.addWhatIsLeft(to: &result)
            }
            return result
        }
    }

    /// Milliseconds until each was acknowledged, by when it should have been sent; nil of one that was not.
    private static func receive(
        _ service: ServiceFixture, _ body: [UInt8], seconds: Int, from first: Int
    ) async throws -> [Double?] {
        let start = ContinuousClock.now + .milliseconds(50)
        return await withTaskGroup(of: Double?.self) { group in
            for number in 1...(rate * seconds) {
                let due = start + .milliseconds(number * 1000 / rate)
                try? await Task.sleep(until: due)
                group.addTask {
                    let answer = try? await service.post(body, event: "issues", guid: ServiceFixture.guid(first + number))
                    guard let answer, answer.status == 202 else { return nil }
                    return Double((ContinuousClock.now - due).milliseconds)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private static func percentile(_ samples: [Double?]) -> Int {
        let sorted = samples.compactMap { $0 }.sorted()
        return sorted.isEmpty ? .max : Int(sorted[min(sorted.count - 1, sorted.count * 99 / 100)])
    }

    /// Connections that send the head of a request and then a byte now and then; the service may close them when it likes.
    private static func drip(on service: ServiceFixture) async throws -> [Int32] {
        let port = UInt16(service.state.withLock { $0.address }.split(separator: ":").last ?? "") ?? 0
        return try await ServiceFixture.work.run {
            (0..<drippers).compactMap { _ -> Int32? in
                let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_port = port.bigEndian
                address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
                let isConnected = withUnsafePointer(to: &address) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                    }
                }
                let head = Array("POST /webhooks/github HTTP/1.1\r\nHost: bot\r\nContent-Length: 100000\r\n\r\n{".utf8)
                guard isConnected, send(connection, head, head.count, Int32(MSG_NOSIGNAL)) == head.count else {
                    close(connection)
                    return nil
                }
                return connection
            }
        }
    }
}
