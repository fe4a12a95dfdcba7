internal import Glibc
internal import POSIX

/// What surrounds the process.
enum ProcessEnvironment {
    /// The variables as they were at the start.
    static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text)
            if let equals = pair.firstIndex(of: "=") {
                variables[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
            }
            entry += 1
        }
        return variables
    }

    /// The binary that is running, which is also the helper of git and the supervisor of agents.
    static func executable() throws(StartError) -> String {
        guard let path = Files.resolved("/proc/self/exe") else {
            throw .failed("the running binary cannot be found in /proc/self/exe")
        }
        return path
    }

    static var isRoot: Bool { geteuid() == 0 }

    static var processID: Int32 { getpid() }
}
