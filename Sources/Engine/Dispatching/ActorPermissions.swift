internal import GitHubAPI
internal import Identifiers
internal import Rules
internal import Synchronization

/// What people may do in a repository, as GitHub's API says it, remembered for a short while.
final class ActorPermissions: Sendable {
    private struct Key: Hashable {
        var repository: RepositoryName
        var login: String
    }

    private struct Answer {
        var permission: Permission
        var until: Timestamp
    }

    /// How long an answer is believed.
    static let memory: Duration = .seconds(60)

    private let github: GitHubClient
    private let now: @Sendable () -> Timestamp
    private let answers = Mutex<[Key: Answer]>([:])

    init(github: GitHubClient, now: @escaping @Sendable () -> Timestamp) {
        self.github = github
        self.now = now
    }

    /// The permission of the signed sender; somebody else who took over the login counts as nobody.
    func permission(of login: String, id: Int64?, in repository: RepositoryName) async throws(GitHubError) -> Permission {
        let key = Key(repository: repository, login: login.lowercased())
        let moment = now()
        if let known = answers.withLock({ $0[key] }), known.until > moment { return known.permission }
        let permission: Permission
        do throws(GitHubError) {
            let answer = try await github.send(.permission(of: login, in: repository))
            let isSame = id == nil || answer.account == nil || answer.account?.id == id
            let level = Permission(gitHub: answer.role) ?? Permission(gitHub: answer.level.rawValue) ?? .none
            permission = isSame ? level : .none
        } catch .notFound {
            permission = .none
        }
        answers.withLock { answers in
            if answers.count > 10_000 { answers = answers.filter { $0.value.until > moment } }
            answers[key] = Answer(permission: permission, until: moment + Self.memory)
        }
        return permission
    }
}
