/// Why something could not be done in process.
package struct SandboxError: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
