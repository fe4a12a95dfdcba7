/// Completes the parser's error about a repeated key, which names the key but neither its place nor the first one.
enum RepeatedKey {
    /// `read` parses a beginning of the text; it gives nil where that is not TOML on its own.
    static func located(_ error: TOMLError, in bytes: [UInt8], read: ([UInt8]) -> TOMLTable?) -> TOMLError {
        guard error.message.hasPrefix("cannot redefine existing"), let name = quoted(in: error.message) else { return error }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.indices.contains(error.location.line - 1) else { return error }
        let line = String(decoding: lines[error.location.line - 1], as: UTF8.self)
        let column = line.prefix { $0 == " " || $0 == "\t" || $0 == "[" }.unicodeScalars.count + 1
        let beginning = Array(lines[..<(error.location.line - 1)].joined(separator: [0x0A])) + [0x0A]
        guard line.unicodeScalars.dropFirst(column - 1).starts(with: name.unicodeScalars), let root = read(beginning) else {
            return error
        }
        let isHeader = line.drop(while: { $0 == " " || $0 == "\t" }).first == "["
        let table = isHeader ? root : openTable(root, in: lines)
        return TOMLError(
            error.message, at: TextLocation(line: error.location.line, column: column),
            first: entry(name.split(separator: ".").map(String.init), in: table)?.keyRange.start)
    }

    private static func quoted(in message: String) -> String? {
        let parts = message.split(separator: "'", omittingEmptySubsequences: false)
        return parts.count >= 3 ? String(parts[1]) : nil
    }

    /// The table the last `[header]` opened, or the root.
    private static func openTable(_ root: TOMLTable, in lines: [ArraySlice<UInt8>]) -> TOMLTable {
        var found = (table: root, location: TextLocation(line: 0, column: 0))
        func visit(_ value: TOMLValue) {
            if let table = value.table {
                let line = lines.indices.contains(value.location.line - 1) ? lines[value.location.line - 1] : []
                let opensHere = line.dropFirst(value.location.column - 1).first == UInt8(ascii: "[")
                if opensHere && value.location >= found.location { found = (table, value.location) }
                for entry in table.entries { visit(entry.value) }
            }
            for element in value.array ?? [] { visit(element) }
        }
        for entry in root.entries { visit(entry.value) }
        return found.table
    }

    /// Follows a dotted path; an array of tables stands for its last element, as in a header.
    private static func entry(_ path: [String], in table: TOMLTable) -> TOMLEntry? {
        guard let name = path.first, let entry = table.entry(name) else { return nil }
        if path.count == 1 { return entry }
        guard let next = entry.value.table ?? entry.value.array?.last?.table else { return nil }
        return Self.entry(Array(path.dropFirst()), in: next)
    }
}
