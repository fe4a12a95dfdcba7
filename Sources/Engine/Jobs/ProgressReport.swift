internal import AgentRunner
internal import Identifiers

/// What people are told of an agent that works, and how often: soon at first, then ever less often, so that a long job costs few
/// of the writes that GitHub allows in an hour.
package struct ProgressReport: Sendable {
    /// The longest time between two reports, unless the first is later than that.
    package static let longestPause: Duration = .seconds(60)

    package var tool: (name: String, subject: String)?
    package var toolCalls: Int
    package var elapsed: Duration
    package var costUSD: Double

    package init(tool: (name: String, subject: String)?, toolCalls: Int, elapsed: Duration, costUSD: Double) {
        self.tool = tool
        self.toolCalls = toolCalls
        self.elapsed = elapsed
        self.costUSD = costUSD
    }

    /// How long to wait for the next report after so many; each pause is twice the one before.
    package static func pause(after told: Int, first: Duration) -> Duration {
        min(first * (1 << min(told, 16)), max(first, longestPause))
    }

    /// One line of plain words; what an agent said of itself is shortened and shown as code.
    package var text: String {
        var parts: [String] = []
        if let tool {
            let subject = PublicText.singleLine(tool.subject, to: 80)
            let words = [PublicText.singleLine(tool.name, to: 40), subject].filter { !$0.isEmpty }
            parts.append(words.map { PublicText.code($0) }.joined(separator: " "))
        }
        if toolCalls > 0 { parts.append("\(toolCalls) \(toolCalls == 1 ? "step" : "steps") so far") }
        parts.append("for \(elapsed.forPeople)")
        if costUSD > 0 { parts.append(dollarText(costUSD)) }
        return parts.joined(separator: " · ")
    }
}
