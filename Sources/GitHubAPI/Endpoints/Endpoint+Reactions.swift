internal import HTTPClient
package import Identifiers
internal import JSON

extension Endpoint where Answer == GitHub.Reaction {
    /// Answers the one already there if whoever asks has reacted like that before.
    package static func react(_ content: GitHub.ReactionContent, to target: ReactionTarget, in repository: RepositoryName) -> Self
    {
        .object(.post, target.path(in: repository), body: ["content": .string(content.rawValue)], in: repository)
    }
}

extension Endpoint where Answer == [GitHub.Reaction] {
    package static func reactions(to target: ReactionTarget, in repository: RepositoryName) -> Self {
        .list(.get, target.path(in: repository), in: repository)
    }
}

extension Endpoint where Answer == Void {
    package static func deleteReaction(_ id: Int64, from target: ReactionTarget, in repository: RepositoryName) -> Self {
        .effect(.delete, "\(target.path(in: repository))/\(id)", in: repository)
    }
}
