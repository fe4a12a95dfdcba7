/// A program to run: an absolute path and arguments, never a shell string; its environment is exactly what is given here.
package struct ChildCommand: Sendable {
    package var executable: String
    package var arguments: [String]
    package var environment: [String: String]
    package var folder: String?

    package init(_ executable: String, _ arguments: [String] = [], environment: [String: String] = [:], folder: String? = nil) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
    }

    /// Finds a program by name in a `PATH`-like list, as execvp(3) would; a name with a slash stands for itself.
    package static func find(_ name: String, path: String) -> String? {
        if name.contains("/") { return Files.isExecutable(name) ? name : nil }
        return path.split(separator: ":").map { "\($0)/\(name)" }.first { Files.isExecutable($0) && !Files.isFolder($0) }
    }
}

/// How a program ended.
package enum ChildEnd: Hashable, Sendable, CustomStringConvertible {
    case exited(Int32)
    case signalled(Int32)
    /// It ran longer than it was allowed to and was killed.
    case timedOut
    /// It wrote more than it was allowed to and was killed.
    case outputLimit

    package var description: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .signalled(let number): "signal \(number)"
        case .timedOut: "timed out"
        case .outputLimit: "wrote too much output"
        }
    }
}

/// What a finished program left behind.
package struct ChildResult: Sendable {
    package let end: ChildEnd
    package let output: [UInt8]
    package let errorOutput: [UInt8]

    package var succeeded: Bool { end == .exited(0) }
}
