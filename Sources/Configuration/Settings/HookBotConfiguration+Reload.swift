internal import Identifiers

extension HookBotConfiguration {
    /// What a running service takes over from a newer file.
    package struct Succession: Sendable {
        /// With everything that cannot change while the service runs as it was.
        package let configuration: HookBotConfiguration
        /// The keys whose new values wait for a restart.
        package let waiting: [String]
    }

    /// This configuration as the successor of the one that the service runs with.
    package func succeeding(_ old: HookBotConfiguration) -> Succession {
        var waiting = server.differences(from: old.server) + gitHub.differences(from: old.gitHub)
        if storage.database != old.storage.database { waiting.append("storage.url") }
        if storage.dataFolder != old.storage.dataFolder { waiting.append("storage.data-dir") }
        if limits.payload != old.limits.payload { waiting.append("limits.payload") }
        if limits.writesPerMinute != old.limits.writesPerMinute { waiting.append("limits.writes-per-minute") }
        if limits.writesPerHour != old.limits.writesPerHour { waiting.append("limits.writes-per-hour") }
        if limits.drain != old.limits.drain { waiting.append("limits.drain") }
        // Agents name accounts, whose keys every log and gate must know before the first of them is used; and an agent with the
        // host's network changes what the API may show without a password.
        let hasSameEndpoints = Self.fingerprints(endpoints) == Self.fingerprints(old.endpoints)
        let hasSameAccounts = Self.fingerprints(accounts) == Self.fingerprints(old.accounts)
        let isWhole = hasSameAccounts && hasSameEndpoints && sharesNetwork == old.sharesNetwork
        if sharesNetwork != old.sharesNetwork {
            waiting.append("agent.*.network")
        } else if !hasSameAccounts {
            waiting.append("accounts")
        }
        if !hasSameEndpoints { waiting.append("endpoint") }
        let storage = StorageSettings(
            database: old.storage.database, dataFolder: old.storage.dataFolder,
            lowWaterForJobs: storage.lowWaterForJobs, lowWater: storage.lowWater, retention: storage.retention)
        return Succession(
            configuration: HookBotConfiguration(
                path: path, server: old.server, storage: storage, gitHub: gitHub.keepingConnection(of: old.gitHub),
                limits: limits.keepingSizes(of: old.limits), git: git, agents: isWhole ? agents : old.agents,
                accounts: old.accounts, rules: isWhole ? rules : old.rules, commands: isWhole ? commands : old.commands,
                endpoints: isWhole ? endpoints : old.endpoints),
            waiting: waiting)
    }

    private var sharesNetwork: Bool { agents.contains { $0.network == .shared && $0.sandbox != .off } }

    private static func fingerprints(_ endpoints: [EndpointSettings]) -> [String] {
        endpoints.map { "\($0.name) \($0.url.exposedBytes) \($0.secret?.exposedBytes ?? []) \($0.timeout)" }
    }

    private static func fingerprints(_ accounts: [AccountSettings]) -> [String] {
        accounts.map { account in
            let credential: [UInt8] =
                switch account.credential {
                case .apiKey(let key): [0] + key.exposedBytes
                case .oauthToken(let token): [1] + token.exposedBytes
                case .configFolder(let path): [2] + Array(path.utf8)
                }
            return "\(account.name) \(account.baseURL) \(account.quota.map { "\($0)" } ?? "") \(credential)"
        }
    }
}

extension ServerSettings {
    fileprivate func differences(from old: Self) -> [String] {
        var keys: [String] = []
        if listen != old.listen { keys.append("server.listen") }
        if publicURL != old.publicURL { keys.append("server.public-url") }
        if apiSecret?.exposedBytes != old.apiSecret?.exposedBytes { keys.append("server.api-secret") }
        if isBehindProxy != old.isBehindProxy { keys.append("server.behind-proxy") }
        return keys
    }
}

extension GitHubSettings {
    fileprivate func differences(from old: Self) -> [String] {
        var keys: [String] = []
        if baseURL != old.baseURL { keys.append("github.base-url") }
        if webURL != old.webURL { keys.append("github.web-url") }
        switch (identity, old.identity) {
        case (.token(let new), .token(let known)):
            if new.exposedBytes != known.exposedBytes { keys.append("github.token") }
        case (.app(let id, let key), .app(let oldID, let oldKey)):
            if id != oldID { keys.append("github.app-id") }
            if key.exposedBytes != oldKey.exposedBytes { keys.append("github.key-file") }
        case (.token, .app): keys.append("github.token")
        case (.app, .token): keys.append("github.app-id")
        }
        if webhookSecrets.map(\.exposedBytes) != old.webhookSecrets.map(\.exposedBytes) { keys.append("github.secrets") }
        if botName != old.botName { keys.append("github.bot-name") }
        if allowsHTTP != old.allowsHTTP { keys.append("github.allow-http") }
        return keys
    }

    fileprivate func keepingConnection(of old: Self) -> Self {
        GitHubSettings(
            baseURL: old.baseURL, webURL: old.webURL, identity: old.identity, webhookSecrets: old.webhookSecrets,
            botName: old.botName, allowsHTTP: old.allowsHTTP, ignoredActors: ignoredActors, repositories: repositories,
            catchUp: catchUp, redeliveries: redeliveries, sweptItems: sweptItems, sweepAfter: sweepAfter)
    }
}

extension LimitSettings {
    fileprivate func keepingSizes(of old: Self) -> Self {
        LimitSettings(
            jobs: jobs, jobsPerRepository: jobsPerRepository, attempts: attempts, retryAfter: retryAfter,
            retryAtMost: retryAtMost, payload: old.payload, writesPerMinute: old.writesPerMinute,
            writesPerHour: old.writesPerHour, botAnswers: botAnswers, botWindow: botWindow, lease: lease,
            abandonAfter: abandonAfter, progress: progress, drain: old.drain,
            changedFiles: changedFiles, changedSize: changedSize, dollarsPerDay: dollarsPerDay,
            dollarsPerRepositoryDay: dollarsPerRepositoryDay)
    }
}
