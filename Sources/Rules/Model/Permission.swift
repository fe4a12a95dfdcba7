/// What a user may do in a repository, in GitHub's words, from least to most.
package enum Permission: String, Sendable, CaseIterable, Comparable {
    case none, read, triage, write, maintain, admin

    /// Reads `permission` or `role_name` of GitHub's answer, and the older words `pull` and `push`; nil for a custom role.
    package init?(gitHub word: String) {
        switch word {
        case "pull": self = .read
        case "push": self = .write
        default: self.init(rawValue: word)
        }
    }

    private var rank: Int {
        switch self {
        case .none: 0
        case .read: 1
        case .triage: 2
        case .write: 3
        case .maintain: 4
        case .admin: 5
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
