internal import Glibc
internal import POSIX

/// All that an agent left running. Its supervisor is their subreaper, so that none escapes by a double fork.
struct Descendants {
    let ancestor: Int32
    /// The agent itself, as the supervisor started it.
    let agent: Int32
    private(set) var agentEnd: ChildEnd?

    init(ancestor: Int32, agent: Int32) {
        self.ancestor = ancestor
        self.agent = agent
    }

    /// Takes the ends of those that ended, so that none stays as a zombie.
    mutating func reap() {
        while let (identifier, end) = ChildProcess.reapAny() {
            if identifier == agent { agentEnd = end }
        }
    }

    /// Asks the agent to end by itself. In a sandbox it belongs to the session of the namespace's first process, to which
    /// signals it has no handler for do nothing (pid_namespaces(7)); the sandbox's outer process would take all down at once.
    func terminate(isSandboxed: Bool) {
        guard isSandboxed else {
            kill(-agent, SIGTERM)
            return
        }
        for first in ProcessTable.children(of: agent) where kill(-first, SIGTERM) != 0 {
            for process in ProcessTable.descendants(of: first) { kill(process, SIGTERM) }
        }
    }

    /// Kills until none is left; false where some could not be killed in time, as in an uninterruptible system call.
    mutating func killAll(within patience: Duration = .seconds(30)) -> Bool {
        let deadline = ContinuousClock.now + patience
        while true {
            reap()
            let left = ProcessTable.descendants(of: ancestor)
            if left.isEmpty { return true }
            if ContinuousClock.now >= deadline { return false }
            for process in left { kill(process, SIGKILL) }
            usleep(1000)
        }
    }
}
