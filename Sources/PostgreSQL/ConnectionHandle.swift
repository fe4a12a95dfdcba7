internal import CLibpq

/// Owns one `PGconn`.
struct ConnectionHandle: ~Copyable {
    let pointer: OpaquePointer

    /// Connects, or throws what libpq says about it; blocks.
    init(_ target: ConnectionTarget, forced: [(name: String, value: String)]) throws(PostgresError) {
        var names: [String: String] = [:]
        for (name, value) in target.keywords + forced { names[name] = value }
        let keywords = names.map { $0 }
        let pointer = Self.withStrings(keywords.map(\.key)) { keys in
            Self.withStrings(keywords.map(\.value)) { values in PQconnectdbParams(keys, values, 0) }
        }
        guard let pointer else { throw .cannotConnect(target: target.description, detail: "out of memory") }
        guard PQstatus(pointer) == CONNECTION_OK else {
            let detail = Self.message(pointer)
            PQfinish(pointer)
            throw .cannotConnect(target: target.description, detail: detail)
        }
        clibpq_silence(pointer)
        self.pointer = pointer
    }

    deinit { PQfinish(pointer) }

    /// libpq's last message on one line.
    static func message(_ pointer: OpaquePointer) -> String {
        guard let text = PQerrorMessage(pointer) else { return "no reason given" }
        return String(cString: text).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// Hands out the strings as C wants a list of them, with a null pointer at its end.
    private static func withStrings<R>(_ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> R) -> R {
        var bytes: [CChar] = []
        var starts: [Int] = []
        for string in strings {
            starts.append(bytes.count)
            bytes.append(contentsOf: string.utf8CString)
        }
        return bytes.withUnsafeBufferPointer { buffer in
            var pointers: [UnsafePointer<CChar>?] = []
            for start in starts { pointers.append(buffer.baseAddress.map { $0 + start }) }
            return body(pointers + [nil])
        }
    }
}
