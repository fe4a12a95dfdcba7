internal import Identifiers
internal import POSIX

/// The final word on a run whose supervisor does not run.
enum RunSettlement {
    /// The exit record of a run that has ended; one that says `.lost` is written where there is none and no supervisor lives
    /// that could write it. Nil while one does. Throws, and settles nothing, when that cannot be told.
    static func settle(_ folder: RunFolder) throws(AgentError) -> ExitRecord? {
        if let record = try folder.readExit() { return record }
        do {
            // A supervisor that starts late finds the lock taken, or the record, and gives up.
            guard let lock = try FileLock.take(folder.lock) else { return nil }
            let record = try settleLocked(folder)
            _ = consume lock
            return record
        } catch let error as AgentError {
            throw error
        } catch {
            throw .storage("\(error)")
        }
    }

    private static func settleLocked(_ folder: RunFolder) throws -> ExitRecord {
        if let record = try folder.readExit() { return record }
        let record = ExitRecord(end: .lost, endedAt: WallClock.now)
        try folder.write(exit: record)
        return record
    }
}
