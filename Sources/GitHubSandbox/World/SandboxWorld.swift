package import Identifiers
internal import JSON

/// Everything the sandbox knows, as a value: every change is a plain function on it, and collects the events it causes.
package struct SandboxWorld: Sendable {
    var now: Timestamp
    var addresses = Addresses(web: "")
    let app: SandboxApp?
    package internal(set) var users: [Int64: SandboxUser] = [:]
    package internal(set) var repositories: [Int64: SandboxRepository] = [:]
    package internal(set) var hooks: [Int64: SandboxHook] = [:]
    /// Attempts in the order they were made.
    package internal(set) var deliveries: [SandboxDelivery] = []
    package internal(set) var ledger: [LedgerEntry] = []
    var grants: [String: SandboxGrant] = [:]
    /// Lower-case full name, today's and former ones, to id.
    var names: [String: Int64] = [:]
    /// Attempts that were made up but not handed to the network yet.
    var outbox: [SandboxDelivery] = []
    /// What the change that is going on has done, for the ledger.
    var effects: [String] = []
    private var lastID: Int64 = 8_600_000_000

    init(now: Timestamp, app: SandboxApp?) {
        self.now = now
        self.app = app
        if let app { _ = addUser(app.login, kind: .bot) }
    }

    /// Beyond 32 bits, like GitHub's newer ones, to find out who stores them in less.
    mutating func newID() -> Int64 {
        lastID += 1
        return lastID
    }

    mutating func note(_ effect: String) { effects.append(effect) }

    package func user(_ login: String) -> SandboxUser? {
        let login = login.lowercased()
        return users.values.first { $0.login.lowercased() == login }
    }

    package func repository(_ name: RepositoryName) -> SandboxRepository? {
        names[name.description.lowercased()].flatMap { repositories[$0] }
    }

    mutating func addUser(_ login: String, kind: SandboxUser.Kind) -> SandboxUser {
        if let user = user(login) { return user }
        let user = SandboxUser(id: newID(), login: login, kind: kind)
        users[user.id] = user
        return user
    }

    /// What somebody may do; everyone may read what is public, and the App's bot may write where it is installed.
    func permission(of user: SandboxUser?, in repository: SandboxRepository) -> SandboxPermission {
        let open: SandboxPermission = repository.isPrivate ? .none : .read
        guard let user else { return open }
        if repository.owner == user.id { return .admin }
        if let given = repository.collaborators[user.id] { return max(given, open) }
        return user.login == app?.login ? .write : open
    }

    /// Changes a repository in place.
    mutating func edit<R>(
        _ id: Int64, _ body: (inout SandboxRepository) throws(APIError) -> R
    ) throws(APIError) -> R {
        // In place, as a copy out and back would copy every dictionary in it.
        guard let index = repositories.index(forKey: id) else { throw .notFound }
        return try body(&repositories.values[index])
    }

    /// Changes an issue or pull request in place and marks it as touched.
    mutating func editIssue<R>(
        _ id: Int64, _ number: Int, _ body: (inout SandboxIssue) throws(APIError) -> R
    ) throws(APIError) -> R {
        let now = now
        return try edit(id) { (repository) throws(APIError) in
            guard let index = repository.issues.index(forKey: number) else {
                throw repository.gone.contains(number) ? .gone("This issue was deleted") : .notFound
            }
            repository.issues.values[index].updatedAt = now
            return try body(&repository.issues.values[index])
        }
    }

    func repository(_ id: Int64) throws(APIError) -> SandboxRepository {
        guard let repository = repositories[id] else { throw .notFound }
        return repository
    }

    func issue(_ id: Int64, _ number: Int) throws(APIError) -> SandboxIssue {
        let repository = try repository(id)
        guard let issue = repository.issues[number] else {
            throw repository.gone.contains(number) ? .gone("This issue was deleted") : .notFound
        }
        return issue
    }

    /// The issue side and the rest of a pull request; an issue that is none is not found.
    func pull(_ id: Int64, _ number: Int) throws(APIError) -> (issue: SandboxIssue, pull: SandboxPull) {
        let issue = try issue(id, number)
        guard let pull = issue.pull else { throw .notFound }
        return (issue, pull)
    }

    static func checkLength(_ body: String?, resource: String) throws(APIError) {
        guard (body ?? "").unicodeScalars.count <= maximumBodyLength else {
            throw .invalid(resource, field: "body", "body is too long (maximum is \(maximumBodyLength) characters)")
        }
    }
}
