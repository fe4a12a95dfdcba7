internal import Identifiers

/// What one can react to.
package enum ReactionTarget: Hashable, Sendable {
    /// An issue or pull request, by number.
    case issue(Int64)
    /// A comment in a conversation, by id.
    case comment(Int64)
    /// A comment on a diff, by id.
    case reviewComment(Int64)

    func path(in repository: RepositoryName) -> String {
        switch self {
        case .issue(let number): "\(repository.path)/issues/\(number)/reactions"
        case .comment(let id): "\(repository.path)/issues/comments/\(id)/reactions"
        case .reviewComment(let id): "\(repository.path)/pulls/comments/\(id)/reactions"
        }
    }
}
