/// One fault of a configuration, in words for the person who wrote it. It never holds a secret: the source line comes masked.
package struct Diagnostic: Sendable, Equatable {
    package let code: DiagnosticCode
    package let path: String
    /// From 1; 0 where the fault has no line, as when the file cannot be read or a value came from the environment.
    package let line: Int
    /// From 1, in Unicode scalars; 0 where `line` is.
    package let column: Int
    /// How many columns the fault covers.
    package let width: Int
    package let message: String
    /// What to do about it.
    package let help: String?
    package let sourceLine: String?

    package var severity: DiagnosticSeverity { code.severity }
}

extension Diagnostic: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column, left.code, left.message) < (right.line, right.column, right.code, right.message)
    }
}
