package import JSON

extension Diagnostic {
    package func json() -> JSONValue {
        [
            "code": .string(code.rawValue),
            "severity": .string(severity.rawValue),
            "path": .string(path),
            "line": .integer(Int64(line)),
            "column": .integer(Int64(column)),
            "width": .integer(Int64(width)),
            "message": .string(message),
            "help": JSONValue(help),
            "source": JSONValue(sourceLine),
        ]
    }
}
