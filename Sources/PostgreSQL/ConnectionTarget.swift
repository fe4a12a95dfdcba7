internal import CLibpq

/// Where to connect, as libpq understands a URL; shows everything but the password.
package struct ConnectionTarget: Sendable, CustomStringConvertible {
    /// libpq's keywords with their values, the later of two counting.
    let keywords: [(name: String, value: String)]
    package let description: String

    /// To be hidden wherever it turns up.
    package var password: String? { keywords.last { $0.name == "password" }?.value }

    /// Reads `postgres://user:password@host:port/database?parameter=value`.
    package init(url: String) throws(PostgresError) {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") else {
            throw .invalidURL("it does not start with postgres://")
        }
        guard let options = PQconninfoParse(url, nil) else { throw .invalidURL("libpq finds a mistake in it") }
        defer { PQconninfoFree(options) }
        var given: [(name: String, value: String)] = []
        var next = options
        while let keyword = next.pointee.keyword {
            if let value = next.pointee.val { given.append((String(cString: keyword), String(cString: value))) }
            next += 1
        }
        func value(_ name: String) -> String? { given.last { $0.name == name }?.value }
        // Both come of a password with an unescaped '/', '@' or '#': what follows must not be shown or sent as a name.
        if let ports = value("port"), !ports.split(separator: ",").allSatisfy({ UInt16($0) != nil }) {
            throw .invalidURL("the port is no number")
        }
        if value("dbname")?.contains("@") == true || value("host")?.contains("@") == true {
            throw .invalidURL("there is an '@' in the host or the database")
        }
        // A peer that is gone must be noticed, and a standby is no place to write to.
        keywords =
            [
                ("connect_timeout", "10"), ("keepalives_idle", "30"), ("tcp_user_timeout", "30000"),
                ("target_session_attrs", "read-write"),
            ] + given
        let host = value("host") ?? "the default host"
        description =
            (value("user").map { "\($0)@" } ?? "") + host + (value("port").map { ":\($0)" } ?? "")
            + (value("dbname").map { "/\($0)" } ?? "")
    }
}
