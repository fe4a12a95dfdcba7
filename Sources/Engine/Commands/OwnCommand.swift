internal import Commands
internal import Rules

/// A command of HookBot's own.
struct OwnCommand: Sendable {
    var name: String
    var usage = ""
    var effect: CommandEffect = .mutating
    var permission: Permission = .write
    var places = Set(CommandPlace.allCases)
    var summary: String

    static let all: [OwnCommand] = [
        OwnCommand(
            name: "help", usage: "[command]", effect: .readOnly, permission: .read, summary: "Says which commands there are."),
        OwnCommand(name: "status", effect: .readOnly, permission: .read, summary: "Says what runs or waits here."),
        OwnCommand(name: "ping", effect: .readOnly, permission: .read, summary: "Says whether HookBot is there."),
        OwnCommand(
            name: "cancel", usage: "[job]",
            summary:
                "Ends the jobs of this issue or pull request, or the one whose id begins so; whoever asked for a job may end it, too."
        ),
        OwnCommand(
            name: "retry", usage: "[job]",
            summary:
                "Does the last ended job again, or the one whose id begins so; whoever asked for a job may have it done again, too."
        ),
        OwnCommand(
            name: "rebase", places: onPullRequests,
            summary: "Puts the commits of the pull request on top of its base branch; files that conflict are named."),
        OwnCommand(
            name: "update", places: onPullRequests,
            summary: "Merges the base branch into the pull request; files that conflict are named."),
        OwnCommand(
            name: "squash", usage: "[--message=<text>]", places: onPullRequests,
            summary: "Makes one commit of the pull request, with its title or this message."),
    ]

    private static let onPullRequests: Set<CommandPlace> = [.pullRequest, .reviewThread]

    static func named(_ name: String) -> OwnCommand? { all.first { $0.name == name } }
}
