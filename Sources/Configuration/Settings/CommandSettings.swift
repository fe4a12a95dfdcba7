package import Rules

/// `[command.NAME]`: a slash-command that starts an agent.
package struct CommandSettings: Sendable, Equatable {
    package let name: String
    package let summary: String
    /// What its writer needs in the repository.
    package let permission: Permission
    /// The name of an `[agent.NAME]`.
    package let agent: String
    package let result: AgentResult
}
