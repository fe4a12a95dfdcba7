internal import CSQLite

/// Owns one prepared statement; belongs to one connection and its thread.
final class Statement {
    private let pointer: OpaquePointer
    private let database: OpaquePointer
    private let path: String
    private let columns: [String: Int]
    /// For each parameter in SQLite's order, which argument it takes: SQLite numbers `$1`, `$2` … by first appearance.
    private let argumentOfParameter: [Int]

    init(_ sql: StaticString, on database: OpaquePointer, path: String, persistent: Bool) throws(StorageError) {
        var pointer: OpaquePointer?
        let code = sql.withUTF8Buffer { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_prepare_v3(
                    database, $0.baseAddress, Int32($0.count), persistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0, &pointer, nil)
            }
        }
        guard code == SQLITE_OK, let pointer else {
            throw StorageError(code: code, detail: String(cString: sqlite3_errmsg(database)), path: path)
        }
        self.pointer = pointer
        self.database = database
        self.path = path
        let names = (0..<sqlite3_column_count(pointer)).map { index in
            (sqlite3_column_name(pointer, index).map { String(cString: $0) } ?? "", Int(index))
        }
        columns = Dictionary(names, uniquingKeysWith: { first, _ in first })
        argumentOfParameter = (0..<sqlite3_bind_parameter_count(pointer)).map { index in
            let name = sqlite3_bind_parameter_name(pointer, index + 1).map { String(cString: $0.advanced(by: 1)) }
            return name.flatMap { Int($0) } ?? Int(index) + 1
        }
    }

    deinit { sqlite3_finalize(pointer) }

    /// Runs to the end and copies every row.
    func rows(_ arguments: [SQLValue]) throws(StorageError) -> [Row] {
        defer {
            sqlite3_reset(pointer)
            sqlite3_clear_bindings(pointer)
        }
        try bind(arguments)
        var rows: [Row] = []
        while true {
            switch sqlite3_step(pointer) {
            case SQLITE_ROW: rows.append(Row(columns: columns, values: currentValues()))
            case SQLITE_DONE: return rows
            default: throw failure()
            }
        }
    }

    private func bind(_ arguments: [SQLValue]) throws(StorageError) {
        for (index, argument) in argumentOfParameter.enumerated() {
            precondition((1...arguments.count).contains(argument), "an SQL parameter has no argument: $\(argument)")
            guard bind(arguments[argument - 1], at: Int32(index + 1)) == SQLITE_OK else { throw failure() }
        }
    }

    private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(pointer, index)
        case .integer(let value): return sqlite3_bind_int64(pointer, index, value)
        case .real(let value): return sqlite3_bind_double(pointer, index, value)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    csqlite_bind_text(pointer, index, $0.baseAddress, sqlite3_uint64($0.count))
                }
            }
        case .blob(let bytes):
            return bytes.withUnsafeBytes { csqlite_bind_blob(pointer, index, $0.baseAddress, sqlite3_uint64($0.count)) }
        }
    }

    private func currentValues() -> [SQLValue] { (0..<sqlite3_column_count(pointer)).map { value(at: $0) } }

    private func value(at index: Int32) -> SQLValue {
        switch sqlite3_column_type(pointer, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, index))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(pointer, index))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(pointer, index)
            let count = Int(sqlite3_column_bytes(pointer, index))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(pointer, index)
            let count = Int(sqlite3_column_bytes(pointer, index))
            return .blob(Array(UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }

    private func failure() -> StorageError {
        StorageError(code: sqlite3_extended_errcode(database), detail: String(cString: sqlite3_errmsg(database)), path: path)
    }
}
