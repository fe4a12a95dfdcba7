internal import Identifiers
internal import PostgreSQL

/// Moments are milliseconds since 1970 for the stores, and `timestamptz` in the tables that others read, too.
extension SQLValue {
    init(_ value: PostgresValue) {
        self =
            switch value {
            case .null: .null
            case .integer(let number): .integer(number)
            case .real(let number): .real(number)
            case .text(let text): .text(text)
            case .bytes(let bytes): .blob(bytes)
            case .moment(let microseconds): .integer(Self.millisecondsTo2000 + Self.floored(microseconds, by: 1000))
            }
    }

    /// As a parameter of this type (`pg_type.oid`).
    func postgres(as type: UInt32) -> PostgresValue {
        switch self {
        case .null: .null
        case .integer(let number): type == 1184 ? .moment((number - Self.millisecondsTo2000) * 1000) : .integer(number)
        case .real(let number): .real(number)
        // What is no UUID equals none that is stored, and refers to no row.
        case .text(let text) where type == 2950: .text(JobID(text)?.description ?? Self.noUUID)
        // PostgreSQL's text has no place for U+0000.
        case .text(let text): .text(text.utf8.contains(0) ? String(text.map { $0 == "\0" ? "\u{FFFD}" : $0 }) : text)
        case .blob(let bytes): .bytes(bytes)
        }
    }

    private static let noUUID = "00000000-0000-0000-0000-000000000000"
    private static let millisecondsTo2000: Int64 = 946_684_800_000

    private static func floored(_ number: Int64, by divisor: Int64) -> Int64 {
        number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
    }
}
