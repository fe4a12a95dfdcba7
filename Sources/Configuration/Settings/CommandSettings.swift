package import Rules

/// `[command.NAME]`: a slash-command that starts an agent.
package struct CommandSettings: Sendable {
    package let name: String
    package let summary: String
    /// What its writer needs in the repository.
    package let permission: Permission
    /// The name of an `[agent.NAME]`.
    package let agent: String
    package let result: AgentResult
    /// Instead of the agent's own prompt.
    package let prompt: Template?
    /// Where it may be written.
    package let places: Set<CommandPlace>
    /// What must hold besides.
    package let condition: Condition
    package let usage: CommandUsage
}
