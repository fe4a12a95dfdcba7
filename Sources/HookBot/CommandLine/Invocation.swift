internal import Patterns

/// What a person asked for on the command line.
struct Invocation: Equatable {
    var command: String
    var positionals: [String]
    var options: [String: String]

    /// The value of an option; an option without a value holds an empty one.
    subscript(_ option: String) -> String? { options[option] }

    func has(_ option: String) -> Bool { options[option] != nil }

    /// Reads arguments without the program's own name; throws what to tell the person.
    static func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
        var words: [String] = []
        var options: [String: String] = [:]
        var rest = arguments[...]
        // Options may stand anywhere; which of them take a value depends on the command, so commands are found first.
        let plain = arguments.filter { !$0.hasPrefix("-") }
        let description = CommandDescription.all
            .filter { plain.starts(with: $0.words) || Self.words(in: arguments).starts(with: $0.words) }
            .max { $0.words.count < $1.words.count }
        let known = (description?.options ?? []) + CommandDescription.commonOptions
        while let argument = rest.popFirst() {
            if argument == "--" {
                words.append(contentsOf: rest)
                break
            }
            guard argument.hasPrefix("-"), argument != "-" else {
                words.append(argument)
                continue
            }
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            let name = parts[0] == "-h" ? "--help" : parts[0]
            if name == "--version", description == nil { return Invocation(command: "version", positionals: [], options: [:]) }
            guard let option = known.first(where: { $0.name == name }) else {
                throw UsageError.unknownOption(
                    name, command: description, suggestions: suggestions(for: name, among: known.map(\.name)))
            }
            if option.value == nil {
                guard parts.count == 1 else { throw UsageError.needlessValue(name) }
                options[name] = ""
            } else if parts.count == 2 {
                options[name] = parts[1]
            } else if let value = rest.popFirst() {
                options[name] = value
            } else {
                throw UsageError.missingValue(name, option.value ?? "")
            }
        }
        if options["--help"] != nil || words.isEmpty {
            if let description { throw UsageError.help(description.help) }
            throw words.isEmpty && options["--help"] == nil ? UsageError.noCommand : UsageError.help(CommandDescription.overview)
        }
        guard let description, words.starts(with: description.words) else {
            let names = CommandDescription.all.filter { !$0.isHidden }.map(\.name)
            let group = names.filter { $0.hasPrefix(words[0] + " ") }
            if !group.isEmpty { throw UsageError.incomplete(words.joined(separator: " "), group) }
            throw UsageError.unknownCommand(words[0], suggestions: suggestions(for: words[0], among: names))
        }
        let positionals = Array(words.dropFirst(description.words.count))
        if positionals.count < description.positionals.filter(\.isRequired).count {
            throw UsageError.missingArgument(description.positionals[positionals.count].name, description)
        }
        if positionals.count > description.positionals.count {
            throw UsageError.needlessArgument(positionals[description.positionals.count], description)
        }
        return Invocation(command: description.name, positionals: positionals, options: options)
    }

    /// The words before which no option stands that takes a value: `--config x serve` is `serve`.
    private static func words(in arguments: [String]) -> [String] {
        var words: [String] = []
        var skip = false
        for argument in arguments {
            if skip {
                skip = false
            } else if argument == "--config" {
                skip = true
            } else if !argument.hasPrefix("-") {
                words.append(argument)
            }
        }
        return words
    }
}
