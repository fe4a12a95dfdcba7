/// React to the comment of the event, or to the issue or pull request itself.
package struct ReactAction: Sendable, Equatable {
    package var emoji: Reaction

    package init(emoji: Reaction) { self.emoji = emoji }
}
