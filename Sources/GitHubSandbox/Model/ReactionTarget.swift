/// What can be reacted to.
enum ReactionTarget: Sendable, Hashable {
    case issue(Int)
    case comment(Int64)
    case reviewComment(Int64)
}
