/// What somebody may do in a repository, in GitHub's order from least to most.
package enum SandboxPermission: String, Sendable, CaseIterable, Comparable {
    case none, read, triage, write, maintain, admin

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    /// What the older `permission` member says, which knows four words only.
    var legacy: String {
        switch self {
        case .none: "none"
        case .read, .triage: "read"
        case .write, .maintain: "write"
        case .admin: "admin"
        }
    }

    /// The word a request uses, where `pull` and `push` stand for read and write.
    init?(requested word: String) {
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
}
