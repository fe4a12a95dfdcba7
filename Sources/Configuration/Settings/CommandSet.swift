/// `[commands]` and every `[command.NAME]`.
package struct CommandSet: Sendable {
    /// Whether comments are read for commands at all.
    package let isEnabled: Bool
    /// Whether `/fix` alone is not enough: only `/hb fix` and `@hookbot fix` are read.
    package let requiresNamespace: Bool
    /// In the order of the file.
    package let commands: [CommandSettings]

    /// Commands that are there without a section of their own.
    package static let builtIn = ["help", "status", "ping", "cancel", "retry"]
}
