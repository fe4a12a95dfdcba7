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
    /// Commands whose condition does not hold for this event.
    let unmet: Set<String>
    /// Of the repository; nil where nobody asked.
    var labels: [String]?

    /// Whether labels are to be set, so that it matters which there are.
    var needsLabels: Bool {
        permission >= .read && comment.invocations.contains { $0.name == "label" && catalogue.isOwn("label") && mayGive("label") }
    }

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

    /// Why commands that are written well and may be given are not carried out here, in order.
    var objections: [String] { comment.invocations.compactMap(objection) }

    private func objection(_ invocation: CommandInvocation) -> String? {
        guard mayGive(invocation.name) else { return nil }
        let places = catalogue.places(invocation.name)
        let shown = PublicText.code("/\(invocation.name)")
        if !places.contains(text.place) {
            let words = CommandPlace.allCases.filter(places.contains).map(\.rawValue).joined(separator: ", ")
            return "\(invocation.place): \(shown) is not for here, but for: \(words)"
        }
        if case .value(let base)? = invocation.options["base"], BranchName(base) == nil {
            return "\(invocation.place): \(PublicText.code(base)) is no branch to work on"
        }
        if catalogue.isOwn(invocation.name), let problem = wrongArgument(invocation) { return "\(invocation.place): \(problem)" }
        return unmet.contains(invocation.name)
            ? "\(invocation.place): \(shown) is not for here; its condition does not hold" : nil
    }

    private func wrongArgument(_ invocation: CommandInvocation) -> String? {
        switch invocation.name {
        case "label": return labels.flatMap { LabelWords(invocation.words).problem(known: $0) }
        case "priority":
            let word = invocation.arguments["level"] ?? ""
            return PriorityWord.value(word) == nil
                ? "\(PublicText.code(word)) is no priority: low, normal, high, or a number from \(PriorityWord.range.lowerBound) to \(PriorityWord.range.upperBound)"
                : nil
        default: return nil
        }
    }

    /// Of a comment with a mistake, or with a command that is refused, only what changes nothing.
    var runnable: [CommandInvocation] {
        let isSound = comment.problems.isEmpty && refused.isEmpty && objections.isEmpty
        return comment.invocations.filter {
            mayGive($0.name) && objection($0) == nil && (isSound || $0.effect == .readOnly)
        }
    }

    /// How many commands are held back because of others.
    var heldBack: Int { comment.invocations.count { mayGive($0.name) && objection($0) == nil } - runnable.count }

    func isAllowed(_ name: String) -> Bool { permission >= catalogue.permission(name) }

    /// Whether it may be given at all: to a job of one's own some may be given that others need a permission for.
    private func mayGive(_ name: String) -> Bool { isAllowed(name) || CommandCatalogue.ofRequesters.contains(name) }

    /// What a command's arguments, the rest of its line and the lines below it tell the agent, without what cannot be seen.
    static func request(_ invocation: CommandInvocation) -> String {
        var lines = invocation.arguments.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        for (key, option) in invocation.options.sorted(by: { $0.key < $1.key }) {
            switch option {
            case .on: lines.append("\(key): yes")
            case .off: lines.append("\(key): no")
            case .value(let value): lines.append("\(key): \(value)")
            }
        }
        lines += invocation.words + [invocation.request]
        return PlainText.normalised(lines.joined(separator: "\n")).trimmed
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
