/// One row of a result, copied out of libpq.
package struct PostgresRow: Sendable {
    /// Positions by column name, shared by all rows of a result.
    package let columns: [String: Int]
    package let values: [PostgresValue]

    /// The value of a column; NULL also where there is no such column.
    package subscript(_ column: String) -> PostgresValue { columns[column].map { values[$0] } ?? .null }
}
