internal import Engine
internal import JSON
internal import Identifiers
internal import Storage
internal import Synchronization

/// The time by the clock of the database, which is one for all nodes that share it: leases must not depend on whose clock is wrong.
final class DatabaseClock: Sendable {
    private let offset = Mutex(Duration.zero)

    /// How often a machine's clock is compared with the server's.
    private static let interval: Duration = .seconds(60)

    @Sendable func now() -> Timestamp { currentTime() + offset.withLock { $0 } }

    /// Asks once.
    func compare(with database: Database) async throws {
        if let found = try await database.view.clockOffset(from: currentTime) { offset.withLock { $0 = found } }
    }

    /// Asks now and then, until the task is cancelled.
    func follow(_ database: Database, log: Log) async {
        while !Task.isCancelled, database.isShared {
            do { try await Task.sleep(for: Self.interval) } catch { return }
            do { try await compare(with: database) } catch {
                log.warning("the database did not say what time it is", ["error": .string("\(error)")])
            }
        }
    }
}
