/// Why a conversation is locked, in GitHub's words.
package enum LockReason: String, Sendable, CaseIterable {
    case resolved, spam
    case offTopic = "off-topic"
    case tooHeated = "too heated"
}
