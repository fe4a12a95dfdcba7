internal import Rules

/// Ends a conversation of two bots: one that answers us too often within a while is not answered any more.
package struct LoopBreaker: Equatable, Sendable {
    /// Answers to one bot on one issue or pull request.
    package var limit: Int
    /// Within this time.
    package var window: Duration

    package init(limit: Int, window: Duration) {
        self.limit = limit
        self.window = window
    }

    /// Why it is not answered, or nil; `answered` is how often it was within the window.
    package func hold(_ bot: String, answered: Int) -> String? {
        guard answered >= limit else { return nil }
        return "loop: \(bot) was answered \(answered) times within \(window.forPeople) (limits.bot-answers, limits.bot-window)"
    }

    /// What is counted; nil where a person spoke, or not about an issue or pull request. HookBot itself is a bot, too, where its own
    /// events are not ignored.
    static func scope(_ event: Event, own: Identity?) -> String? {
        guard let actor = event.actor, actor.isBot || own?.isSame(as: actor) == true, let item = event.item,
            let repository = event.repository
        else { return nil }
        return "\(repository.id)#\(item.number) \(actor.id)"
    }
}
