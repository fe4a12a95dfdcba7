import Synchronization

/// True the first time it is asked.
final class Flag: Sendable {
    private let used = Atomic<Bool>(false)

    func first() -> Bool { !used.exchange(true, ordering: .sequentiallyConsistent) }
}
