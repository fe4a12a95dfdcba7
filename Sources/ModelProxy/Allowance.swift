internal import AgentRunner
internal import Synchronization

/// What one run may still spend. Requests under way count with what they may cost at most, so that many at once do not spend together
/// what each alone could: one that finds the rest of the budget promised to others waits for what they really cost.
final class Allowance: Sendable {
    /// Why the model is not to be asked.
    enum Denial: Equatable {
        case money(String)
        case bytes(String)
        /// Nobody waits for the answer any more.
        case gone

        var words: String {
            switch self {
            case .money(let words), .bytes(let words): words
            case .gone: "the request was given up"
            }
        }
    }

    private struct Waiting {
        let number: UInt64
        let costUSD: Double
        let answer: CheckedContinuation<Denial?, Never>
    }

    private struct Spent {
        var bytes = 0
        var costUSD = 0.0
        /// Of the requests under way.
        var promisedUSD = 0.0
        var underWay = 0
        var waiting: [Waiting] = []
        var nextNumber: UInt64 = 0
        var isClosed = false
    }

    private let route: ModelRoute
    private let spent = Mutex(Spent())

    init(_ route: ModelRoute) { self.route = route }

    func spend(bytes: Int) { spent.withLock { $0.bytes += bytes } }

    /// Lets a request through once its cost fits, and promises it that much; otherwise says why the model is not to be asked any
    /// more. While anything is left, one request may always go: a budget is overdrawn by less than the cost of one.
    func admit(costUSD: Double) async -> Denial? {
        let number = spent.withLock { spent in
            spent.nextNumber += 1
            return spent.nextNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { answer in
                spent.withLock { $0.waiting.append(Waiting(number: number, costUSD: costUSD, answer: answer)) }
                // Whoever asks was cancelled before it came to stand in line.
                if Task.isCancelled { forget(number) }
                advance()
            }
        } onCancel: {
            forget(number)
        }
    }

    /// A request that was let through has ended, at this cost.
    func settle(promisedUSD: Double, costUSD: Double) {
        spent.withLock { spent in
            spent.underWay -= 1
            // Sums of fractions leave a rest, and nobody would come to take it away.
            spent.promisedUSD = spent.underWay == 0 ? 0 : max(0, spent.promisedUSD - promisedUSD)
            spent.costUSD += costUSD
        }
        advance()
    }

    /// Turns everybody away.
    func close() {
        spent.withLock { $0.isClosed = true }
        advance()
    }

    private func forget(_ number: UInt64) {
        let gone = spent.withLock { spent -> Waiting? in
            guard let index = spent.waiting.firstIndex(where: { $0.number == number }) else { return nil }
            return spent.waiting.remove(at: index)
        }
        gone?.answer.resume(returning: .gone)
    }

    /// Answers those who wait, in their order, as far as they can be answered.
    private func advance() {
        while let (waiting, why) = spent.withLock({ next(&$0) }) { waiting.answer.resume(returning: why) }
    }

    private func next(_ spent: inout Spent) -> (Waiting, Denial?)? {
        guard let first = spent.waiting.first else { return nil }
        let why = spent.isClosed ? .gone : exhaustion(spent)
        guard why == nil else { return (spent.waiting.removeFirst(), why) }
        if let limit = route.maximumCostUSD, spent.costUSD + spent.promisedUSD >= limit { return nil }
        spent.promisedUSD += first.costUSD
        spent.underWay += 1
        return (spent.waiting.removeFirst(), nil)
    }

    private func exhaustion(_ spent: Spent) -> Denial? {
        if let limit = route.maximumCostUSD, spent.costUSD >= limit {
            return .money("the budget of this run is used up: $\(rounded(spent.costUSD)) of $\(rounded(limit))")
        }
        if spent.bytes >= route.maximumBytes {
            return .bytes("this run has exchanged \(spent.bytes) bytes with its model, more than its \(route.maximumBytes)")
        }
        return nil
    }

    private func rounded(_ amount: Double) -> Double { (amount * 10_000).rounded() / 10_000 }
}
