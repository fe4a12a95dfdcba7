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
        OwnCommand(
            name: "explain", effect: .readOnly, permission: .read,
            summary: "Says which rules looked at the last events here, and why they did or did not act."),
        OwnCommand(
            name: "label", usage: "<labels...>", permission: .triage,
            summary: "Sets and removes labels that the repository has: `+bug -wip`."),
        OwnCommand(name: "assign", usage: "[logins...]", permission: .triage, summary: "Assigns these people, or whoever asks."),
        OwnCommand(
            name: "unassign", usage: "[logins...]", permission: .triage, summary: "Takes these people off again, or whoever asks."
        ),
        OwnCommand(
            name: "milestone", usage: "[text...]", permission: .triage,
            summary: "Sets the milestone by its title; without one, or `none`, takes it away."),
        OwnCommand(
            name: "priority", usage: "<level>", permission: .maintain,
            summary: "Of the jobs that wait here: `low`, `normal`, `high` or a number; larger first."),
        OwnCommand(
            name: "pause", summary: "Has rules and commands begin nothing here, and waiting jobs wait, until `/resume`."),
        OwnCommand(name: "resume", summary: "Ends a pause."),
    ]

    private static let onPullRequests: Set<CommandPlace> = [.pullRequest, .reviewThread]

    static func named(_ name: String) -> OwnCommand? { all.first { $0.name == name } }
}
