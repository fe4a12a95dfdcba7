internal import Identifiers
internal import AgentRunner
internal import Configuration
internal import Crypto
internal import GitOps
internal import POSIX

extension JobRun {
    /// Everything about one run that is decided before it starts.
    func launch(
        in folder: String, _ beginning: RunBeginning, _ prompt: String, _ workspace: GitOps.Workspace, _ clone: BareClone
    ) throws -> AgentLaunch {
        let searched = context.environment["PATH"] ?? AgentEnvironment.path
        guard let program = ChildCommand.find(agent.command[0], path: searched) else {
            throw JobEnd.failed(
                "the program '\(agent.command[0])' of [agent.\(agent.name)] is not in PATH; "
                    + "install it, or set agent.\(agent.name).command")
        }
        let command = [program] + agent.command.dropFirst()
        let sandbox = SandboxSettings(
            mode: agent.sandbox.mode, network: agent.network == .none ? .none : .shared, readable: ["\(clone.path)/objects"])
        var limits = AgentLimits()
        limits.wall = beginning.budget.wall
        limits.idle = beginning.budget.idle
        limits.orphan = context.orphanLimit
        switch agent.runner {
        case .command:
            return AgentLaunch(
                folder: folder, arguments: command, environment: passedEnvironment, prompt: prompt, tree: workspace.tree,
                sandbox: sandbox, limits: limits, heartbeat: context.heartbeat.path)
        case .claude:
            var launch = AgentLaunch(
                folder: folder, claude: try invocation(command, beginning), prompt: prompt, tree: workspace.tree,
                sandbox: sandbox, limits: limits, heartbeat: context.heartbeat.path)
            launch.model = modelAccess(beginning)
            launch.environment.merge(passedEnvironment) { own, _ in own }
            return launch
        }
    }

    private func invocation(_ command: [String], _ beginning: RunBeginning) throws -> ClaudeInvocation {
        let account = beginning.account
        let configFolder = configFolder(of: account)
        // A key stays with the supervisor, which puts what replaces it into the agent's environment.
        let credential = account?.isLogin == true ? AgentCredential.configFolder : .none
        try Files.makeFolder(configFolder)
        var invocation = ClaudeInvocation(
            command: command, session: beginning.session, configFolder: configFolder, credential: credential,
            baseURL: account?.baseURL, model: agent.model)
        invocation.tools = ToolList.names(agent.tools)
        invocation.allowedTools = ToolList.allowed(agent.tools)
        invocation.permissionMode = agent.permissionMode == .default ? "manual" : agent.permissionMode.rawValue
        invocation.maximumTurns = beginning.budget.turns
        invocation.maximumCostUSD = beginning.budget.dollars
        return invocation
    }

    /// Where the agent's program keeps its conversations: with the job, so that one can go on with another account's key, unless
    /// the account is a login, which lies in a folder of its own.
    func configFolder(of account: AccountSettings?) -> String {
        if case .configFolder(let path) = account?.credential { path } else { "\(folder)/claude" }
    }

    /// The way to the model where the account has a key, which the agent itself never holds.
    private func modelAccess(_ beginning: RunBeginning) -> (route: ModelRoute, key: Secret, nonce: Secret)? {
        let account = beginning.account
        let (scheme, key): (ModelRoute.Scheme, Secret)
        switch account?.credential {
        case .apiKey(let value): (scheme, key) = (.apiKey, value)
        case .oauthToken(let value): (scheme, key) = (.bearer, value)
        case .configFolder, nil: return nil
        }
        var route = ModelRoute(scheme: scheme, maximumCostUSD: beginning.maximumCostUSD)
        if let baseURL = account?.baseURL, !baseURL.isEmpty {
            route = ModelRoute(baseURL: baseURL, scheme: scheme, maximumCostUSD: beginning.maximumCostUSD)
        }
        route.serviceTools = ToolList.serviceTools(agent.tools)
        return (route, key, Secret("sk-ant-hookbot-\(hexadecimal(randomBytes(24)))"))
    }

    /// The variables that the owner hands on, without those that the sandbox itself decides.
    private var passedEnvironment: [String: String] {
        let own: Set<String> = ["HOME", "TMPDIR", "CLAUDE_CONFIG_DIR"]
        var passed: [String: String] = [:]
        for name in agent.environment where !own.contains(name) { passed[name] = context.environment[name] }
        return passed
    }
}

extension AgentSettings.Sandbox {
    fileprivate var mode: SandboxMode {
        switch self {
        case .required: .required
        case .preferred: .preferred
        case .off: .off
        }
    }
}
