internal import CLinux
internal import Glibc

/// A started program in a session of its own.
package struct ChildProcess: Sendable {
    package let identifier: Int32

    /// A child started before.
    package init(identifier: Int32) { self.identifier = identifier }

    /// Starts a program with the given descriptors as stdin, stdout and stderr; every other one is closed in it.
    package static func start(
        _ command: ChildCommand, input: Int32, output: Int32, errorOutput: Int32
    ) throws(SystemError) -> ChildProcess {
        var identifier: pid_t = 0
        let arguments = cStrings([command.executable] + command.arguments)
        let environment = cStrings(command.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        defer { (arguments + environment).forEach { free($0) } }
        let status = clinux_spawn(
            &identifier, command.executable, arguments, environment, command.folder, input, output, errorOutput)
        guard status == 0 else { throw SystemError("start", command.executable, code: status) }
        return ChildProcess(identifier: identifier)
    }

    /// Kills the program's whole session group; descendants that left it are the sandbox's business.
    package func kill(_ signal: Int32 = SIGKILL) { Glibc.kill(-identifier, signal) }

    /// Waits for the end and takes the exit status from the system; blocks the calling thread.
    package func wait() -> ChildEnd {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        return ChildProcess.end(status)
    }

    static func end(_ status: Int32) -> ChildEnd {
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }

    static func cStrings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }
}
