package import Identifiers

/// All it takes to start one run.
package struct AgentLaunch: Sendable {
    /// The run's own folder, made by the start; outside the tree, never shown to the agent.
    package var folder: String
    /// The program by its absolute path, and its arguments.
    package var arguments: [String]
    /// Beyond `AgentEnvironment.base`, whose names it may override.
    package var environment: [String: String]
    /// As `environment`, but never written to disk.
    package var secrets: [String: Secret]
    package var prompt: String
    /// The working folder, which the agent may change.
    package var tree: String
    package var sandbox: SandboxSettings
    package var limits: AgentLimits
    /// A file that the daemon touches now and then; see `AgentLimits.orphan`.
    package var heartbeat: String?
    /// The way to the model; the key that opens it stays with the supervisor, and the agent says the nonce in its place.
    package var model: (route: ModelRoute, key: Secret, nonce: Secret)?

    package init(
        folder: String, arguments: [String], environment: [String: String] = [:], secrets: [String: Secret] = [:],
        prompt: String, tree: String, sandbox: SandboxSettings = SandboxSettings(), limits: AgentLimits = AgentLimits(),
        heartbeat: String? = nil
    ) {
        self.folder = folder
        self.arguments = arguments
        self.environment = environment
        self.secrets = secrets
        self.prompt = prompt
        self.tree = tree
        self.sandbox = sandbox
        self.limits = limits
        self.heartbeat = heartbeat
    }

    /// For Claude Code, or any program that speaks as it does.
    package init(
        folder: String, claude: ClaudeInvocation, prompt: String, tree: String, sandbox: SandboxSettings = SandboxSettings(),
        limits: AgentLimits = AgentLimits(), heartbeat: String? = nil
    ) {
        var sandbox = sandbox
        sandbox.writable.append(claude.configFolder)
        if let rules = claude.rulesFile { sandbox.readable.append(rules) }
        self.init(
            folder: folder, arguments: claude.arguments, environment: claude.environment, secrets: claude.secrets,
            prompt: prompt, tree: tree, sandbox: sandbox, limits: limits, heartbeat: heartbeat)
    }
}
