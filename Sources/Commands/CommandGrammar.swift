/// Which commands there are and how they are addressed.
package struct CommandGrammar: Equatable, Sendable {
    package var commands: [CommandDeclaration]
    /// What may stand in front of a name to say that we are meant: `/hb fix`.
    package var namespaces: [String]
    /// Our login, for `@login fix`; an App's is known without its `[bot]` too.
    package var botLogin: String?
    /// Whether a bare `/fix` is somebody else's.
    package var requiresNamespace: Bool
    /// Commands that must not stand in one comment.
    package var contradictions: [Set<String>]
    package var commandLimit: Int
    package var freeTextLimit: Int

    package static let standardContradictions: [Set<String>] = [
        ["approve", "cancel"], ["approve", "reject"], ["hold", "unhold"], ["pause", "resume"], ["retry", "cancel"],
        ["assign", "unassign"],
    ]

    package init(
        commands: [CommandDeclaration], namespaces: [String] = ["hookbot", "hb"], botLogin: String? = nil,
        requiresNamespace: Bool = false, contradictions: [Set<String>] = standardContradictions, commandLimit: Int = 10,
        freeTextLimit: Int = 16 * 1024
    ) {
        self.commands = commands
        self.namespaces = namespaces.map { $0.lowercased() }
        self.botLogin = botLogin
        self.requiresNamespace = requiresNamespace
        self.contradictions = contradictions
        self.commandLimit = commandLimit
        self.freeTextLimit = freeTextLimit
    }

    func command(_ name: String) -> CommandDeclaration? { commands.first { $0.name == name } }

    func isOwn(_ login: String) -> Bool {
        guard let own = botLogin?.lowercased() else { return false }
        let login = login.lowercased()
        return login == own || own == login + "[bot]"
    }
}
