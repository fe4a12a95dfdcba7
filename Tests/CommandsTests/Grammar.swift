import Commands
import Rules

enum Sample {
    static func usage(_ text: String) -> CommandUsage {
        do { return try CommandUsage(text) } catch { preconditionFailure("\(error)") }
    }

    static let grammar = CommandGrammar(
        commands: [
            CommandDeclaration(
                name: "fix", usage: usage("[target:ci|review|conflicts] [--model=<name>] [--base=<branch>] [--draft] [text...]"),
                effect: .mutating, takesBody: true),
            CommandDeclaration(name: "ask", usage: usage("<text...>"), effect: .readOnly, takesBody: true),
            CommandDeclaration(name: "cancel", usage: usage("[job]"), effect: .mutating),
            CommandDeclaration(name: "approve", usage: usage("[sha]"), effect: .mutating),
            CommandDeclaration(name: "retry", usage: usage("[job]"), effect: .mutating),
            CommandDeclaration(name: "label", usage: usage("<labels...>"), effect: .mutating),
            CommandDeclaration(name: "help", usage: usage("[command]"), effect: .readOnly),
            CommandDeclaration(name: "status", effect: .readOnly),
        ], botLogin: "hookbot[bot]")

    static func parse(_ text: String) -> ParsedComment { grammar.parse(text) }
    static func names(_ text: String) -> [String] { parse(text).invocations.map(\.name) }
}
