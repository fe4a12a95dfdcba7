package import Rules

/// `[agent.NAME]`.
package struct AgentSettings: Sendable, Equatable {
    package let name: String
    package let runner: Runner
    /// Never empty; the first is a name to look up in PATH or an absolute path.
    package let command: [String]
    package let sandbox: Sandbox
    package let prompt: Template
    package let model: String?
    package let tools: [String]
    package let network: Network
    /// Names of variables that are handed on.
    package let environment: [String]
    package let budget: AgentBudget
    package let permissionMode: PermissionMode
    package let onLimit: LimitReaction
    /// Names that exist, in order; never empty unless there are no accounts at all.
    package let accounts: [String]
    package let writes: Bool
    /// Files of the default branch that the agent is shown, as paths in the repository.
    package let guidance: [String]

    package enum Runner: String, Sendable { case claude, command }

    package enum Sandbox: String, Sendable { case required, preferred, off }

    package enum Network: String, Sendable { case none, shared }

    package enum PermissionMode: String, Sendable {
        case `default`, acceptEdits, dontAsk, plan, bypassPermissions
    }

    package enum LimitReaction: String, Sendable {
        case wait, fail
        case otherAccount = "other-account"
    }
}
