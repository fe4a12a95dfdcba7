package import Identifiers

/// That a person wants HookBot to leave an issue or pull request alone for a while.
package struct ItemPause: Hashable, Sendable {
    package let actor: String
    package let pausedAt: Timestamp
}
