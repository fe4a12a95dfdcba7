/// One row of a result, copied out of SQLite; a value that is missing or of another type throws `.unreadableRow`.
package struct Row: Sendable {
    /// Positions by column name, shared by all rows of a statement.
    let columns: [String: Int]
    let values: [SQLValue]

    package subscript(_ column: String) -> SQLValue { columns[column].map { values[$0] } ?? .null }

    package func optionalText(_ column: String) throws(StorageError) -> String? {
        switch self[column] {
        case .null: nil
        case .text(let value): value
        case .integer, .real, .blob: throw unreadable(column)
        }
    }

    package func optionalInteger(_ column: String) throws(StorageError) -> Int64? {
        switch self[column] {
        case .null: nil
        case .integer(let value): value
        case .text, .real, .blob: throw unreadable(column)
        }
    }

    package func optionalReal(_ column: String) throws(StorageError) -> Double? {
        switch self[column] {
        case .null: nil
        case .real(let value): value
        case .integer(let value): Double(value)
        case .text, .blob: throw unreadable(column)
        }
    }

    package func blob(_ column: String) throws(StorageError) -> [UInt8] {
        guard case .blob(let value) = self[column] else { throw unreadable(column) }
        return value
    }

    package func text(_ column: String) throws(StorageError) -> String { try present(optionalText(column), column) }

    package func integer(_ column: String) throws(StorageError) -> Int64 { try present(optionalInteger(column), column) }

    package func present<Value>(_ value: Value?, _ column: String) throws(StorageError) -> Value {
        guard let value else { throw unreadable(column) }
        return value
    }

    package func unreadable(_ column: String) -> StorageError {
        .unreadableRow("column \(column) is missing or holds another kind of value")
    }
}
