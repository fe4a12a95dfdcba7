internal import JSON

/// What one leaf came to, and what it saw on the way.
struct LeafResult {
    var verdict: Verdict
    var seen: [JSONValue] = []
    var note: LeafNote?

    static let missing = LeafResult(verdict: .missing)

    init(verdict: Verdict, seen: [JSONValue] = [], note: LeafNote? = nil) {
        self.verdict = verdict
        self.seen = seen
        self.note = note
    }
}
