import Synchronization

/// What a handler has seen, in order.
final class RequestLog: Sendable {
    private let targets = Mutex<[String]>([])

    var all: [String] { targets.withLock { $0 } }

    func add(_ target: String) { targets.withLock { $0.append(target) } }
}
