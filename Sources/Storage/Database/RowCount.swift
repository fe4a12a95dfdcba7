/// How many rows a table has.
package struct RowCount: Hashable, Sendable {
    package let table: String
    package let rows: Int
}
