package import Identifiers
package import JSON

/// One value as a column holds it.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// How values of the domain are stored: nil is NULL, moments are milliseconds, identifiers and JSON are text.
extension SQLValue {
    package static func string(_ value: String?) -> Self { value.map(Self.text) ?? .null }

    package static func number(_ value: Int?) -> Self { value.map { .integer(Int64($0)) } ?? .null }

    package static func wide(_ value: Int64?) -> Self { value.map(Self.integer) ?? .null }

    package static func decimal(_ value: Double?) -> Self { value.map(Self.real) ?? .null }

    package static func flag(_ value: Bool) -> Self { .integer(value ? 1 : 0) }

    package static func time(_ value: Timestamp?) -> Self { value.map { .integer($0.milliseconds) } ?? .null }

    package static func job(_ value: JobID?) -> Self { string(value?.description) }

    package static func commit(_ value: CommitID?) -> Self { string(value?.description) }

    package static func repository(_ value: RepositoryID?) -> Self { string(value?.description) }

    package static func json(_ value: JSONValue?) -> Self { string(value?.text()) }
}
