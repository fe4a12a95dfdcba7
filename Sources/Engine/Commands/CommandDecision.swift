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

    /// Of a comment with a mistake only what changes nothing.
    var runnable: [CommandInvocation] { comment.runnable }

    func isAllowed(_ name: String) -> Bool { permission >= catalogue.permission(name) }

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
