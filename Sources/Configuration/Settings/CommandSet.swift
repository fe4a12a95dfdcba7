/// `[commands]` and every `[command.NAME]`.
package struct CommandSet: Sendable {
    /// Whether comments are read for commands at all.
    package let isEnabled: Bool
    /// Whether `/fix` alone is not enough: only `/hb fix` and `@hookbot fix` are read.
    package let requiresNamespace: Bool
    /// In the order of the file.
    package let commands: [CommandSettings]

    /// Commands of HookBot's own that are not read here.
    package let disabled: Set<String>

    /// Commands that are there without a section of their own, and whose names nobody else may give.
    package static let reserved = ["help", "status", "ping", "cancel", "retry"]
    /// Those that a `[command.NAME]` takes the place of.
    package static let replaceable = [
        "rebase", "update", "squash", "explain", "label", "assign", "unassign", "milestone", "priority", "pause", "resume",
    ]

    /// Whether a command of HookBot's own is read.
    package func reads(_ own: String) -> Bool { !disabled.contains(own) && !commands.contains { $0.name == own } }
}
