/// Reads an agent's stream-JSON output piece by piece, as it comes.
package struct AgentStreamReader: Sendable {
    private let tree: String
    private var splitter: LineSplitter

    /// `tree` is the agent's working folder, which file names are shown without.
    package init(tree: String, lineLimit: Int = 1 << 20) {
        self.tree = tree
        splitter = LineSplitter(limit: lineLimit)
    }

    package mutating func read(_ bytes: some Sequence<UInt8>) -> [AgentEvent] {
        splitter.feed(bytes).flatMap { AgentEvent.parse($0, tree: tree) }
    }

    /// The last line, where the agent ended without finishing it.
    package mutating func finish() -> [AgentEvent] {
        splitter.finish().map { AgentEvent.parse($0, tree: tree) } ?? []
    }
}
