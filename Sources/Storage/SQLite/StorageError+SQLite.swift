internal import CSQLite

extension StorageError {
    /// From a result code, or from its extended form; `detail` is what sqlite3_errmsg said, which names columns, never values.
    init(code: Int32, detail: String, path: String) {
        self =
            switch code & 0xFF {
            case SQLITE_FULL: .outOfSpace
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            case SQLITE_CONSTRAINT: .constraint(detail)
            case SQLITE_CORRUPT, SQLITE_NOTADB: .damaged(path: path, detail: detail)
            case SQLITE_CANTOPEN: .cannotOpen(path: path, detail: detail)
            default: .failed(code: code, detail: detail)
            }
    }
}
