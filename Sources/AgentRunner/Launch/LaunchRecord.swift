internal import POSIX

/// What a supervisor is to start and to watch: a launch after the sandbox was decided on, without its secrets.
struct LaunchRecord: Hashable, Sendable {
    var arguments: [String]
    var environment: [String: String]
    var tree: String
    var isSandboxed: Bool
    /// What bounds the agent's program itself.
    var limits: AgentLimits
    var heartbeat: String?
    /// How the agent reaches its model, where that goes through the supervisor.
    var model: ModelRoute?
    /// Whether it does so through the bridge of a sandbox without network.
    var isBridged = false

    var confinement: ChildConfinement {
        var resources: [ResourceLimit] = [
            .coreSize(0), .processes(UInt64(clamping: limits.processes)), .openFiles(UInt64(clamping: limits.openFiles)),
            .fileSize(UInt64(clamping: limits.fileBytes)),
        ]
        if let seconds = limits.processorSeconds { resources.append(.processorTime(seconds: UInt64(clamping: seconds))) }
        if let bytes = limits.addressSpaceBytes { resources.append(.addressSpace(UInt64(clamping: bytes))) }
        // A set-user-id bubblewrap, as some systems have it, needs its privileges; it gives them up itself.
        return ChildConfinement(
            limits: resources, deathSignal: 9, forbidsNewPrivileges: !isSandboxed, memoryPressureScore: 500)
    }
}
