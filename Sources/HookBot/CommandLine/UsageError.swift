/// A command line that asks for nothing that can be done, or for help.
enum UsageError: Error {
    case help(String)
    case noCommand
    case unknownCommand(String, suggestions: [String])
    case incomplete(String, [String])
    case unknownOption(String, command: CommandDescription?, suggestions: [String])
    case missingValue(String, String)
    case needlessValue(String)
    case missingArgument(String, CommandDescription)
    case needlessArgument(String, CommandDescription)
    case wrongValue(option: String, value: String, expected: String)

    /// What to print: help on standard output, everything else on standard error.
    var message: String {
        switch self {
        case .help(let text): text
        case .noCommand: CommandDescription.overview
        case .unknownCommand(let name, let suggestions):
            "hookbot: there is no command '\(name)'\(Self.hint(suggestions)) 'hookbot --help' lists them."
        case .incomplete(let words, let commands):
            "hookbot: '\(words)' is only the beginning of a command: \(commands.joined(separator: ", "))."
        case .unknownOption(let name, let command, let suggestions):
            "hookbot: unknown option '\(name)'\(Self.hint(suggestions)) "
                + "'hookbot\(command.map { " \($0.name)" } ?? "") --help' lists what there is."
        case .missingValue(let option, let value): "hookbot: \(option) needs a value: \(option) \(value)."
        case .needlessValue(let option): "hookbot: \(option) takes no value."
        case .missingArgument(let name, let command): "hookbot: \(name) is missing. Usage: \(command.usage)"
        case .needlessArgument(let argument, let command):
            "hookbot: '\(argument)' is one argument too many. Usage: \(command.usage)"
        case .wrongValue(let option, let value, let expected): "hookbot: \(option) '\(value)': expected \(expected)."
        }
    }

    var exitCode: Int32 { if case .help = self { 0 } else { 2 } }

    private static func hint(_ suggestions: [String]) -> String {
        suggestions.isEmpty ? "." : "; did you mean \(suggestions.map { "'\($0)'" }.joined(separator: " or "))?"
    }
}
