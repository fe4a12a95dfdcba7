/// A usage line that cannot be read.
package struct CommandUsageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What of it cannot be read.
    package var part: String
    package var problem: String

    package var description: String { "`\(part)`: \(problem)" }
}
