internal import Identifiers

/// When a supervisor has to look again.
struct Deadlines {
    private let limits: AgentLimits
    private let start: ContinuousClock.Instant
    private let heartbeatInterval: Duration?
    let wall: ContinuousClock.Instant
    private(set) var idle: ContinuousClock.Instant
    private var heartbeat: ContinuousClock.Instant?
    private var tree: ContinuousClock.Instant?

    init(limits: AgentLimits, watchesHeartbeat: Bool, start: ContinuousClock.Instant) {
        self.limits = limits
        self.start = start
        wall = start + limits.wall
        idle = start + limits.idle
        heartbeatInterval = watchesHeartbeat ? limits.orphan.map { min($0 / 4, .seconds(5)) } : nil
        heartbeat = heartbeatInterval.map { start + $0 }
        tree = limits.treeBytes == nil ? nil : start
    }

    func elapsed(at now: ContinuousClock.Instant) -> Duration { now - start }

    mutating func outputCame(at now: ContinuousClock.Instant) { idle = now + limits.idle }

    mutating func heartbeatIsDue(at now: ContinuousClock.Instant) -> Bool {
        guard let due = heartbeat, let interval = heartbeatInterval, now >= due else { return false }
        heartbeat = now + interval
        return true
    }

    func treeIsDue(at now: ContinuousClock.Instant) -> Bool { tree.map { now >= $0 } ?? false }

    /// A tree that takes long to measure is measured less often, so that measuring stays a twentieth of the time.
    mutating func treeWasMeasured(since began: ContinuousClock.Instant) {
        let end = ContinuousClock.now
        tree = end + max(.seconds(2), (end - began) * 20)
    }

    /// For poll(2); once the agent was asked to end only the wait for that counts.
    func millisecondsToNext(killAt: ContinuousClock.Instant?) -> Int64 {
        let instants = [killAt ?? min(wall, idle), heartbeat, tree].compactMap { $0 }
        let next = instants.min() ?? wall
        // Rounded up, as waking up just before would be in vain.
        return max(0, (next - ContinuousClock.now).wholeMilliseconds + 1)
    }
}
