package import Rules

/// A command that somebody may write, and what it takes.
package struct CommandDeclaration: Equatable, Sendable {
    package var name: String
    package var usage: CommandUsage
    package var effect: CommandEffect
    /// Whether the lines below the command, up to the next one or `/end`, belong to it.
    package var takesBody: Bool

    package init(name: String, usage: CommandUsage = .nothing, effect: CommandEffect, takesBody: Bool = false) {
        self.name = name
        self.usage = usage
        self.effect = effect
        self.takesBody = takesBody
    }
}
