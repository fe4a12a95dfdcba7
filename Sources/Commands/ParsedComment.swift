/// The commands of one comment, in order, and what is wrong with them.
package struct ParsedComment: Equatable, Sendable {
    package var invocations: [CommandInvocation] = []
    package var problems: [CommandProblem] = []
    /// Bare commands that are not ours: other bots live here.
    package var ignored: [String] = []

    package static let nothing = ParsedComment()

    package var isEmpty: Bool { invocations.isEmpty && problems.isEmpty }

    /// What may run: everything, or where something is wrong only what changes nothing.
    package var runnable: [CommandInvocation] {
        problems.isEmpty ? invocations : invocations.filter { $0.effect == .readOnly }
    }
}
