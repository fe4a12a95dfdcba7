import Identifiers
import JSON
import GitHubSandbox
import BlockingWork
import Glibc
import POSIX

/// Where a test and a scripted agent wait for each other: two named pipes (fifo(7)).
final class MeetingPoint: Sendable {
    /// Lines of shell: tell the test that the agent is here, then wait until the test lets it go on.
    let script: String
    private let arrivals: Descriptor
    private let departures: Descriptor
    private static let work = BlockingWork(label: "test.meeting", width: 64)

    init(in folder: String) throws {
        let (arrived, open) = ("\(folder)/arrived", "\(folder)/open")
        for path in [arrived, open] where mkfifo(path, 0o600) != 0 { throw SystemError("mkfifo", path) }
        // Both ends are held, so that neither side ever waits for the other to open its own.
        arrivals = try Descriptor(opening: arrived, flags: O_RDWR)
        departures = try Descriptor(opening: open, flags: O_RDWR)
        script = "echo > '\(arrived)'; read -r line < '\(open)'"
    }

    /// Returns once an agent is here.
    func waitForAgent(within limit: Duration = .seconds(40)) async throws {
        let isHere = try await Self.work.run { [self] in
            guard arrivals.waitUntilReadable(timeout: limit) else { return false }
            var byte: UInt8 = 0
            return read(arrivals.number, &byte, 1) == 1
        }
        if !isHere { throw FixtureError("no agent came to the meeting point") }
    }

    /// Lets one agent go on.
    func letGo() throws { try departures.writeAll(Array("go\n".utf8)) }
}
