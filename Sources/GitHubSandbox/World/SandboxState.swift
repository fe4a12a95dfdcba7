internal import Identifiers

/// The world and those who wait for it to change.
actor SandboxState {
    private var world: SandboxWorld
    private let clock: @Sendable () -> Timestamp
    private let deliverer: HookDeliverer
    private var waiting: [Int: (predicate: @Sendable (SandboxWorld) -> Bool, continuation: CheckedContinuation<Bool, Never>)] =
        [:]
    private var listeners: [Int: AsyncStream<String>.Continuation] = [:]
    private var nextWaiter = 0
    private var remaining: [String: (count: Int, reset: Timestamp)] = [:]

    init(app: SandboxApp?, clock: @escaping @Sendable () -> Timestamp, sender: @escaping WebhookSender) {
        self.clock = clock
        world = SandboxWorld(now: clock(), app: app)
        deliverer = HookDeliverer(sender: sender)
    }

    /// The world as it is.
    var snapshot: SandboxWorld { world }

    func read<R: Sendable>(_ body: @Sendable (SandboxWorld) throws(APIError) -> R) throws(APIError) -> R { try body(world) }

    /// Changes the world as one step on behalf of a request, or of nobody; a body that throws changes nothing.
    @discardableResult
    func change<R: Sendable>(
        for request: Int? = nil, _ body: @Sendable (inout SandboxWorld) throws(APIError) -> R
    ) throws(APIError) -> R {
        let before = world
        world.now = clock()
        do {
            let result = try body(&world)
            settle(request)
            return result
        } catch {
            world = before
            throw error
        }
    }

    /// Hands over what the step caused, and wakes those it was awaited by.
    private func settle(_ request: Int?) {
        let (effects, outbox) = (world.effects, world.outbox)
        world.effects = []
        world.outbox = []
        if let request { world.ledger[request - 1].effects += effects }
        for effect in effects { listeners.values.forEach { $0.yield(effect) } }
        wake()
        for delivery in outbox {
            guard let hook = world.hooks[delivery.hook] else { continue }
            deliverer.enqueue(delivery, to: hook) { [weak self] outcome, duration in
                await self?.finished(delivery.id, outcome, duration)
            }
        }
    }

    private func finished(_ delivery: Int64, _ outcome: SandboxDelivery.Outcome, _ duration: Duration) {
        world.finish(delivery: delivery, outcome, after: duration)
        wake()
    }

    private func wake() {
        for (id, waiter) in waiting where waiter.predicate(world) {
            waiting[id] = nil
            waiter.continuation.resume(returning: true)
        }
    }

    /// Waits until the world is as the predicate wants it; false when that took too long.
    func wait(within limit: Duration, _ predicate: @escaping @Sendable (SandboxWorld) -> Bool) async -> Bool {
        if predicate(world) { return true }
        nextWaiter += 1
        let id = nextWaiter
        let timer = Task { [weak self] in
            try await Task.sleep(for: limit)
            await self?.giveUp(id)
        }
        let met = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(returning: false)
                } else {
                    waiting[id] = (predicate, continuation)
                }
            }
        } onCancel: {
            Task { await self.giveUp(id) }
        }
        timer.cancel()
        return met
    }

    private func giveUp(_ id: Int) { waiting.removeValue(forKey: id)?.continuation.resume(returning: false) }

    /// Every effect from now on.
    func effects() -> AsyncStream<String> {
        nextWaiter += 1
        let id = nextWaiter
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        listeners[id] = continuation
        continuation.onTermination = { [weak self] _ in Task { await self?.forget(listener: id) } }
        return stream
    }

    private func forget(listener id: Int) { listeners[id] = nil }

    func waitForDeliveries() async { await deliverer.waitUntilIdle() }

    /// Enters a request into the ledger and gives its number.
    func begin(method: String, path: String, bodyHash: String) -> Int {
        let number = world.ledger.count + 1
        world.ledger.append(LedgerEntry(id: number, time: clock(), method: method, path: path, bodyHash: bodyHash))
        wake()
        return number
    }

    func end(_ number: Int, user: String?, status: Int?) {
        world.ledger[number - 1].user = user
        world.ledger[number - 1].status = status
        wake()
    }

    /// Counts a request against the hourly budget of a caller.
    func spend(_ caller: String, limit: Int, count: Bool) -> RateState {
        let now = clock()
        var entry = remaining[caller] ?? (limit, now + .seconds(3600))
        if entry.reset <= now { entry = (limit, now + .seconds(3600)) }
        let isExhausted = count && entry.count == 0
        if count { entry.count = max(0, entry.count - 1) }
        remaining[caller] = entry
        return RateState(limit: limit, remaining: entry.count, reset: entry.reset, isExhausted: isExhausted)
    }

    /// Gives back what an unchanged answer does not cost.
    func refund(_ caller: String, limit: Int) {
        if let entry = remaining[caller] { remaining[caller] = (min(limit, entry.count + 1), entry.reset) }
    }
}
