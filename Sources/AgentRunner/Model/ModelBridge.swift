internal import Glibc
internal import POSIX

/// Carries connections to a port of the sandbox's own loopback on to the socket of the proxy outside, the only thing the sandbox
/// can reach: most programs speak to a model over TCP only.
package enum ModelBridge {
    /// The hidden command that starts the carrier and then becomes the agent.
    package static let command = "sandbox-bridge"
    /// The hidden command of the carrier itself.
    package static let carrierCommand = "sandbox-carrier"
    /// Nothing else listens in a network namespace of its own.
    static let port: UInt16 = 8787

    /// The agent's command line, run through the bridge.
    static func arguments(executable: String, socket: String, command: [String]) -> [String] {
        [executable, Self.command, "\(port)", socket] + command
    }

    /// `PORT SOCKET PROGRAM …`: returns only where the agent could not be started. The agent takes this process over, so that
    /// signals, exit code and parent are its own.
    package static func run(_ arguments: [String], executable: String) -> Int32 {
        guard arguments.count >= 3 else { return 2 }
        do {
            let ready = try Descriptor.pipe()
            let nothing = try Descriptor(opening: "/dev/null", flags: O_RDWR)
            _ = try ChildProcess.start(
                ChildCommand(executable, [carrierCommand, arguments[0], arguments[1]], folder: "/"), input: nothing.number,
                output: ready.writing.number, errorOutput: nothing.number)
            let reading = ready.takeReading()
            var word: UInt8 = 0
            guard read(reading.number, &word, 1) == 1 else { return fail("the way to the model could not be opened") }
        } catch {
            return fail("\(error)")
        }
        let program = arguments[2]
        let words = arguments[2...].map { strdup($0) } + [nil]
        execv(program, words)
        return fail(SystemError("start", program).description)
    }

    private static func fail(_ why: String) -> Int32 {
        try? Descriptor(owning: dup(2)).writeAll(Array("hookbot: \(why)\n".utf8))
        return 127
    }
}
