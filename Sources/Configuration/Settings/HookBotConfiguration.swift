package import Rules

/// Everything a person can say about how HookBot runs: validated, with every default filled in and every secret fetched.
package struct HookBotConfiguration: Sendable {
    /// Of the file.
    package let path: String
    package let server: ServerSettings
    package let storage: StorageSettings
    package let gitHub: GitHubSettings
    package let limits: LimitSettings
    package let git: GitSettings
    /// In the order of the file; names are unique.
    package let agents: [AgentSettings]
    /// In the order of the file; names are unique.
    package let accounts: [AccountSettings]
    /// In the order of the file; every agent they use exists.
    package let rules: [Rule]

    package let commands: CommandSet
    /// In the order of the file; names are unique.
    package let endpoints: [EndpointSettings]

    package func agent(named name: String) -> AgentSettings? { agents.first { $0.name == name } }

    package func endpoint(named name: String) -> EndpointSettings? { endpoints.first { $0.name == name } }

    package func account(named name: String) -> AccountSettings? { accounts.first { $0.name == name } }
}
