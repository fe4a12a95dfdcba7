/// One value as a column holds it or a parameter brings it.
package enum PostgresValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
    /// `timestamptz`: microseconds since 2000-01-01T00:00:00Z, as the server itself counts them.
    case moment(Int64)
}
