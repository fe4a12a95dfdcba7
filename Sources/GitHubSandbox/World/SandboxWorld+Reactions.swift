internal import Identifiers

extension SandboxWorld {
    func reactions(to target: ReactionTarget, in id: Int64) throws(APIError) -> [SandboxReaction] {
        let repository = try repository(id)
        let reactions: [SandboxReaction]? =
            switch target {
            case .issue(let number): try issue(id, number).reactions
            case .comment(let comment): repository.comments[comment]?.reactions
            case .reviewComment(let comment): repository.reviewComments[comment]?.reactions
            }
        guard let reactions else { throw .notFound }
        return reactions
    }

    /// Leaves an emoji; the same one by the same person is the one that is there already.
    mutating func react(
        _ content: String, to target: ReactionTarget, in id: Int64, by user: SandboxUser
    ) throws(APIError) -> (reaction: SandboxReaction, isNew: Bool) {
        guard SandboxReaction.contents.contains(content) else {
            throw .invalid("Reaction", field: "content", code: "invalid")
        }
        let present = try reactions(to: target, in: id)
        if let known = present.first(where: { $0.user == user.id && $0.content == content }) { return (known, false) }
        let reaction = SandboxReaction(id: newID(), user: user.id, content: content, createdAt: now)
        try setReactions(present + [reaction], to: target, in: id)
        note("reacted \(content)")
        return (reaction, true)
    }

    mutating func removeReaction(
        _ reaction: Int64, from target: ReactionTarget, in id: Int64, by user: SandboxUser
    ) throws(APIError) {
        let present = try reactions(to: target, in: id)
        guard present.contains(where: { $0.id == reaction && $0.user == user.id }) else { throw .notFound }
        try setReactions(present.filter { $0.id != reaction }, to: target, in: id)
        note("removed reaction \(reaction)")
    }

    private mutating func setReactions(
        _ reactions: [SandboxReaction], to target: ReactionTarget, in id: Int64
    ) throws(APIError) {
        try edit(id) { (repository) throws(APIError) in
            switch target {
            case .issue(let number): repository.issues[number]?.reactions = reactions
            case .comment(let comment): repository.comments[comment]?.reactions = reactions
            case .reviewComment(let comment): repository.reviewComments[comment]?.reactions = reactions
            }
        }
    }
}
