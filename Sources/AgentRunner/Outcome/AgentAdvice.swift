package import Identifiers

/// What to do after a failed run.
package enum AgentAdvice: Hashable, Sendable {
    /// The same again, with the same account, after a short while.
    case retry
    /// Go on with the agent's session, so that the work done so far counts.
    case resume
    /// The session cannot be resumed: begin a new one.
    case startAnew
    /// Leave the account alone until then (unknown: back off) and use another one.
    case parkAccount(until: Timestamp?)
    /// A person has to see to the account.
    case repairAccount
    /// A person has to see to this machine.
    case repairHost
    /// The task itself is the reason; trying again costs money and changes nothing.
    case stop
}
