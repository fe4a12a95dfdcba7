internal import CSQLite

/// The version of SQLite in use.
package var libraryVersion: String { String(cString: sqlite3_libversion()) }
