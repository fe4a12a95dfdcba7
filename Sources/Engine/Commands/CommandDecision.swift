internal import Commands
internal import Identifiers
internal import JSON
internal import Rules

/// What a comment's commands come to before anything of it is stored.
struct CommandDecision: Sendable {
    let text: CommandText
    let comment: ParsedComment
    let catalogue: CommandCatalogue
    /// Of whoever wrote or edited the text.
    let permission: Permission

    /// Whether there is anything to do or to say; people who may not read get no answer at all.
    var isRelevant: Bool { permission >= .read && !comment.isEmpty }

    /// The commands that whoever wrote this may not give, each once. How they are written is not looked at.
    var refused: [String] {
        var names: [String] = []
        for name in comment.problems.compactMap(\.command) + comment.invocations.map(\.name)
        where !mayGive(name) && !names.contains(name) { names.append(name) }
        return names
    }

    /// Mistakes that are to be explained.
    var problems: [CommandProblem] { comment.problems.filter { $0.command.map(mayGive) ?? true } }

    /// Of a comment with a mistake, or with a command that is refused, only what changes nothing.
    var runnable: [CommandInvocation] {
        let isSound = comment.problems.isEmpty && refused.isEmpty
        return comment.invocations.filter { mayGive($0.name) && (isSound || $0.effect == .readOnly) }
    }

    /// How many commands are held back because of others.
    var heldBack: Int { comment.invocations.count { mayGive($0.name) } - runnable.count }

    func isAllowed(_ name: String) -> Bool { permission >= catalogue.permission(name) }

    /// Whether it may be given at all: to a job of one's own some may be given that others need a permission for.
    private func mayGive(_ name: String) -> Bool { isAllowed(name) || CommandCatalogue.ofRequesters.contains(name) }

    /// What the rest of a line and the lines below it tell the agent, without what cannot be seen.
    static func request(_ invocation: CommandInvocation) -> String {
        PlainText.normalised(invocation.request).trimmed
    }

    /// For the explanation.
    func json(_ outcome: [String]) -> JSONValue {
        [
            "permission": .string(permission.rawValue), "commands": JSONValue(strings: comment.invocations.map(\.name)),
            "problems": JSONValue(strings: comment.problems.map { "\($0.place): \($0.message)" }),
            "outcome": JSONValue(strings: outcome),
        ]
    }
}
