internal import CLibpq

/// Owns one `PGresult`.
struct ResultHandle: ~Copyable {
    /// Nil where libpq had no memory or no connection left.
    let pointer: OpaquePointer?

    init(_ pointer: OpaquePointer?) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    /// Whether the server did what it was asked.
    var succeeded: Bool {
        switch PQresultStatus(pointer) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: true
        default: false
        }
    }

    /// The server's refusal, nil where the failure is libpq's own. Its DETAIL is left out: it repeats stored values.
    var refusal: (state: SQLState, message: String)? {
        guard let pointer, let state = clibpq_state(pointer) else { return nil }
        let message = clibpq_message(pointer).map { String(cString: $0) } ?? ""
        let constraint = clibpq_constraint(pointer).map { " [\(String(cString: $0))]" } ?? ""
        return (SQLState(String(cString: state)), message + constraint)
    }

    /// The server's word for what it did.
    var tag: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }

    /// Of a prepared statement's description.
    var parameterTypes: [UInt32] { (0..<PQnparams(pointer)).map { PQparamtype(pointer, $0) } }

    /// Copies everything out.
    func copy() throws(PostgresError) -> PostgresResult {
        let columns = PQnfields(pointer)
        let names = (0..<columns).map { PQfname(pointer, $0).map { String(cString: $0) } ?? "" }
        let types = (0..<columns).map { PQftype(pointer, $0) }
        let positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var rows: [PostgresRow] = []
        rows.reserveCapacity(Int(PQntuples(pointer)))
        for row in 0..<PQntuples(pointer) {
            var values: [PostgresValue] = []
            values.reserveCapacity(names.count)
            for column in 0..<columns {
                guard let value = cell(row, column, type: types[Int(column)]) else {
                    throw .unreadable(column: names[Int(column)])
                }
                values.append(value)
            }
            rows.append(PostgresRow(columns: positions, values: values))
        }
        // SELECT counts its rows too, and changes none.
        let changed = tag.hasPrefix("SELECT") ? 0 : PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0
        return PostgresResult(rows: rows, changed: changed, tag: tag)
    }

    private func cell(_ row: Int32, _ column: Int32, type: UInt32) -> PostgresValue? {
        if PQgetisnull(pointer, row, column) != 0 { return .null }
        guard let start = PQgetvalue(pointer, row, column) else { return nil }
        let count = Int(PQgetlength(pointer, row, column))
        return start.withMemoryRebound(to: UInt8.self, capacity: count + 1) { bytes in
            if type == 17 {
                var length = 0
                guard let raw = PQunescapeBytea(bytes, &length) else { return nil }
                defer { PQfreemem(raw) }
                return .bytes(Array(UnsafeBufferPointer(start: raw, count: length)))
            }
            return PostgresValue(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self), type: type)
        }
    }
}
