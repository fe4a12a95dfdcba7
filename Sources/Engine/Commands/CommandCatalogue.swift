internal import Commands
internal import Configuration
internal import Rules

/// The commands that the configuration allows, with what each takes and who may write it.
struct CommandCatalogue: Sendable {
    let grammar: CommandGrammar
    private let commands: CommandSet

    /// What the requester of a job may do to it without the permission of others.
    static let ofRequesters: Set<String> = ["cancel", "retry"]

    init(_ commands: CommandSet, botName: String?) {
        self.commands = commands
        let own = OwnCommand.all.filter { commands.reads($0.name) }.map {
            CommandDeclaration(name: $0.name, usage: Self.usage($0.usage), effect: $0.effect)
        }
        let agents = commands.commands.map { command in
            CommandDeclaration(
                name: command.name, usage: command.usage, effect: command.result == .answer ? .readOnly : .mutating,
                takesBody: true)
        }
        grammar = CommandGrammar(commands: own + agents, botLogin: botName, requiresNamespace: commands.requiresNamespace)
    }

    private static func usage(_ text: String) -> CommandUsage {
        do { return try CommandUsage(text) } catch { preconditionFailure("a usage of HookBot's own: \(error)") }
    }

    /// `/fix [text...]`, or `/hb fix [text...]` where a bare one is not read, as a code span, so that no bot takes it for a command.
    func usage(of name: String) -> String? {
        grammar.commands.first { $0.name == name }.map {
            let name = commands.requiresNamespace ? "/hb \($0.name)" : "/\($0.name)"
            return PublicText.code([name, $0.usage.text].filter { !$0.isEmpty }.joined(separator: " "))
        }
    }

    /// Whether it is HookBot's own, and not one of the configuration with its name.
    func isOwn(_ name: String) -> Bool { own(name) != nil }

    /// Of HookBot's own, where the configuration has no command of this name.
    private func own(_ name: String) -> OwnCommand? { settings(name) == nil ? OwnCommand.named(name) : nil }

    func settings(_ name: String) -> CommandSettings? { commands.commands.first { $0.name == name } }

    /// Where a command may be written.
    func places(_ name: String) -> Set<CommandPlace> {
        settings(name)?.places ?? own(name)?.places ?? Set(CommandPlace.allCases)
    }

    func permission(_ name: String) -> Permission {
        settings(name)?.permission ?? own(name)?.permission ?? .write
    }

    /// Every command that somebody with this permission may write, or the one named.
    func help(for permission: Permission, at place: CommandPlace, only name: String?) -> String {
        let wanted = name.map { $0.lowercased().drop { $0 == "/" } }
        let rows = grammar.commands.map(\.name).filter { name in
            (wanted == nil || wanted == name[...]) && self.permission(name) <= permission
                && places(name).contains(place)
        }.map { name in
            let summary = settings(name)?.summary ?? own(name)?.summary ?? ""
            let cells = [
                usage(of: name) ?? "", self.permission(name).rawValue, PublicText.singleLine(PublicText.neutralised(summary)),
            ]
            return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        guard !rows.isEmpty else { return "There is no such command that you may use here." }
        return "| Command | Needs | |\n|---|---|---|\n" + rows.joined(separator: "\n")
    }
}
