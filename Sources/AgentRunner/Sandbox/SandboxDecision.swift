/// Whether this run gets a sandbox.
struct SandboxDecision: Hashable, Sendable {
    /// bubblewrap; nil for none.
    let program: String?
    /// Why there is none although one was preferred.
    let note: String?

    static func decide(_ mode: SandboxMode, check: SandboxCheck?) throws(AgentError) -> SandboxDecision {
        switch (mode, check) {
        case (.off, _): return SandboxDecision(program: nil, note: nil)
        case (.required, .working(let program)), (.preferred, .working(let program)):
            return SandboxDecision(program: program, note: nil)
        case (.required, .unavailable(let reason, let remedy)): throw .sandboxUnavailable(reason: reason, remedy: remedy)
        case (.preferred, .unavailable(let reason, let remedy)):
            return SandboxDecision(program: nil, note: "Without a sandbox: \(reason). \(remedy)")
        case (.required, nil), (.preferred, nil):
            throw .sandboxUnavailable(reason: "it was not tried", remedy: "Run the sandbox's self-test first.")
        }
    }
}
