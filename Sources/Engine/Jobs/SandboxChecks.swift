internal import AgentRunner
internal import Synchronization

/// The sandbox's self-test, made once for each kind of network and then believed: it starts several processes, and a sandbox that
/// stops working later refuses the agent itself.
final class SandboxChecks: Sendable {
    private let working = Mutex<[SandboxNetwork: SandboxCheck]>([:])

    /// Tests anew as long as the sandbox does not work, so that mending it needs no restart.
    func check(_ network: SandboxNetwork) async -> SandboxCheck {
        if let known = working.withLock({ $0[network] }) { return known }
        let check = await Sandbox.selfTest(network: network)
        if case .working = check { working.withLock { $0[network] = check } }
        return check
    }
}
