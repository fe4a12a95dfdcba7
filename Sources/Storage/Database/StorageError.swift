package import Identifiers

/// Why the database did not do what was asked; a case for each decision a caller can make.
package enum StorageError: Error, Equatable {
    /// Another process holds the database; `holder` is its process identifier where it could be read.
    case inUse(path: String, holder: Int32?)
    /// The file is no intact database; it was left as it is.
    case damaged(path: String, detail: String)
    /// The file was written by a newer HookBot.
    case newerSchema(found: Int, known: Int)
    /// A migration that the file records is not the one this binary carries.
    case changedMigration(Int)
    /// The file lies on a file system whose locks and shared memory cannot be relied on.
    case networkFileSystem(path: String)
    case cannotOpen(path: String, detail: String)
    /// Nothing was stored; it may work once there is space again.
    case outOfSpace
    /// Somebody else held the database for longer than the busy timeout; nothing was stored.
    case busy
    /// A row broke a rule of the schema; its transaction's part was undone.
    case constraint(String)
    /// COMMIT failed, so the work may or may not be stored: read it back by key before deciding.
    case commitUnknown(String)
    /// The caller no longer holds the job; nothing was written.
    case fenced(JobID)
    /// The server cannot be reached, or the connection broke; nothing was stored.
    case unreachable(String)
    /// The database was closed.
    case closed
    /// A stored value is not what the schema promises.
    case unreadableRow(String)
    /// Any other failure, with SQLite's extended result code (sqlite3_extended_errcode), or 0 of a PostgreSQL server.
    case failed(code: Int32, detail: String)
}

extension StorageError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inUse(let path, let holder):
            "the database \(path) is in use by \(holder.map { "process \($0)" } ?? "another process"); stop that one first"
        case .damaged(let path, let detail):
            "the database \(path) is damaged (\(detail)); it was left untouched: restore a backup or copy it aside"
        case .newerSchema(let found, let known):
            "the database has schema \(found), this version knows up to \(known); run the version that wrote it"
        case .changedMigration(let number):
            "migration \(number) differs from the one this database was made with; run the version that wrote it"
        case .networkFileSystem(let path):
            "\(path) lies on a network file system, where SQLite loses data; move it to a local disk"
        case .cannotOpen(let path, let detail): "cannot open the database \(path): \(detail)"
        case .outOfSpace: "no space left for the database; nothing was stored"
        case .busy: "the database stayed locked; nothing was stored"
        case .constraint(let detail): "the database refused a row: \(detail)"
        case .commitUnknown(let detail): "it is unknown whether the commit took place (\(detail)); read the rows back"
        case .fenced(let job): "job \(job) is held by another attempt now; stop working on it"
        case .unreachable(let detail): "the database cannot be reached (\(detail)); nothing was stored"
        case .closed: "the database is closed"
        case .unreadableRow(let detail): "a stored row cannot be read: \(detail)"
        case .failed(let code, let detail): "the database failed (code \(code)): \(detail)"
        }
    }
}
