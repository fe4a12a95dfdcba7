internal import CSQLite

/// Owns one open `sqlite3`.
struct ConnectionHandle: ~Copyable {
    let pointer: OpaquePointer

    /// Opens a file that exists; `flags` say how (sqlite3_open_v2).
    init(path: String, flags: Int32) throws(StorageError) {
        var pointer: OpaquePointer?
        let code = sqlite3_open_v2(path, &pointer, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let pointer else {
            let detail = String(cString: sqlite3_errstr(code))
            // "Whether or not an error occurs when it is opened, resources … should be released" (sqlite3_open).
            sqlite3_close_v2(pointer)
            throw StorageError(code: code, detail: detail, path: path)
        }
        self.pointer = pointer
    }

    /// A statement that were still alive would keep the connection as a zombie (sqlite3_close_v2).
    deinit { sqlite3_close_v2(pointer) }
}
