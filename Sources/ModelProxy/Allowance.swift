internal import AgentRunner
internal import Synchronization

/// What one run may still spend.
final class Allowance: Sendable {
    private struct Spent {
        var bytes = 0
        var costUSD = 0.0
    }

    private let route: ModelRoute
    private let spent = Mutex(Spent())

    init(_ route: ModelRoute) { self.route = route }

    /// Why the model is not to be asked any more; nil while it may be.
    var exhaustion: String? {
        let spent = spent.withLock { $0 }
        if let limit = route.maximumCostUSD, spent.costUSD >= limit {
            return "the budget of this run is used up: $\(rounded(spent.costUSD)) of $\(rounded(limit))"
        }
        if spent.bytes >= route.maximumBytes {
            return "this run has exchanged \(spent.bytes) bytes with its model, more than its \(route.maximumBytes)"
        }
        return nil
    }

    func spend(bytes: Int) { spent.withLock { $0.bytes += bytes } }

    func spend(costUSD: Double) { spent.withLock { $0.costUSD += costUSD } }

    private func rounded(_ amount: Double) -> Double { (amount * 10_000).rounded() / 10_000 }
}
