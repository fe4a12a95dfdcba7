internal import Crypto
internal import Identifiers
internal import Synchronization

/// Sends events in order, one at a time for each hook, and never a second time by itself.
final class HookDeliverer: Sendable {
    typealias Completion = @Sendable (SandboxDelivery.Outcome, Duration) async -> Void

    private struct Queues {
        var waiting: [Int64: [(SandboxDelivery, SandboxHook, Completion)]] = [:]
        var busy: Set<Int64> = []
        var idleWaiters: [CheckedContinuation<Void, Never>] = []
    }

    private let sender: WebhookSender
    private let queues = Mutex(Queues())

    init(sender: @escaping WebhookSender) { self.sender = sender }

    /// Without a suspension, so that the order of changes is the order of events.
    func enqueue(_ delivery: SandboxDelivery, to hook: SandboxHook, completion: @escaping Completion) {
        let isFirst = queues.withLock { queues in
            queues.waiting[hook.id, default: []].append((delivery, hook, completion))
            return queues.busy.insert(hook.id).inserted
        }
        if isFirst { Task { await self.drain(hook.id) } }
    }

    /// Returns once nothing waits to be sent and nothing is under way.
    func waitUntilIdle() async {
        await withCheckedContinuation { continuation in
            let isIdle = queues.withLock { queues in
                if !queues.busy.isEmpty { queues.idleWaiters.append(continuation) }
                return queues.busy.isEmpty
            }
            if isIdle { continuation.resume() }
        }
    }

    private func drain(_ hook: Int64) async {
        while let (delivery, hook, completion) = next(hook) {
            let start = ContinuousClock.now
            let (status, error) = await sender(hook.url, Self.headers(delivery, hook), delivery.body)
            let outcome: SandboxDelivery.Outcome =
                if let status { .answered(status: status) } else { .failed(reason: error ?? "failed to connect to host") }
            await completion(outcome, .now - start)
        }
    }

    private func next(_ hook: Int64) -> (SandboxDelivery, SandboxHook, Completion)? {
        let (entry, idle) = queues.withLock {
            queues -> ((SandboxDelivery, SandboxHook, Completion)?, [CheckedContinuation<Void, Never>]) in
            if queues.waiting[hook]?.isEmpty == false { return (queues.waiting[hook]?.removeFirst(), []) }
            queues.busy.remove(hook)
            guard queues.busy.isEmpty else { return (nil, []) }
            defer { queues.idleWaiters = [] }
            return (nil, queues.idleWaiters)
        }
        idle.forEach { $0.resume() }
        return entry
    }

    /// What GitHub puts above an event.
    static func headers(_ delivery: SandboxDelivery, _ hook: SandboxHook) -> [(name: String, value: String)] {
        let (kind, target): (String, Int64) =
            switch hook.scope {
            case .repository(let id): ("repository", id)
            case .app: ("integration", hook.id)
            }
        var headers: [(name: String, value: String)] = [
            ("Accept", "*/*"), ("User-Agent", "GitHub-Hookshot/\(String(hook.id % 0xFFFFFF, radix: 16))"),
            ("Content-Type", hook.encoding == .json ? "application/json" : "application/x-www-form-urlencoded"),
            ("X-GitHub-Event", delivery.event), ("X-GitHub-Delivery", delivery.guid), ("X-GitHub-Hook-ID", String(hook.id)),
            ("X-GitHub-Hook-Installation-Target-Type", kind), ("X-GitHub-Hook-Installation-Target-ID", String(target)),
        ]
        if let secret = hook.secret {
            let code = HMACSHA256.code(of: delivery.body, key: secret.exposedBytes)
            headers.append(("X-Hub-Signature-256", "sha256=\(hexadecimal(code))"))
        }
        return headers
    }
}
