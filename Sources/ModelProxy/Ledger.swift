internal import Glibc
internal import POSIX
internal import Synchronization

/// The file that every request of a run is recorded in, a line each, as soon as it has ended. A line that a crash cut short is the
/// last one, and ends without a line break.
final class Ledger: Sendable {
    private let file: Mutex<Descriptor>

    init(_ path: String) throws(SystemError) {
        file = Mutex(try Descriptor(opening: path, flags: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW))
    }

    /// A full disk loses a line, not the agent's answer.
    func append(_ entry: LedgerEntry) { file.withLock { file in try? file.writeAll(entry.line) } }
}
