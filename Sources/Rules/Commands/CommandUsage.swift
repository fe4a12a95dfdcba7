/// What a command takes, as one line says it: `[target:ci|review] <job> [--model=<name>] [--draft] [paths...] [text...]`.
package struct CommandUsage: Equatable, Sendable {
    /// One word, at its place.
    package struct Positional: Equatable, Sendable {
        package var name: String
        /// The words it may be; empty where any will do.
        package var choices: [String]
        package var isRequired: Bool
    }

    /// What stands behind the words that have a place.
    package enum Rest: Equatable, Sendable {
        case nothing
        /// Words, each of which may be quoted.
        case words(name: String, isRequired: Bool)
        /// Everything up to the end of the line, as it was written.
        case text(isRequired: Bool)
    }

    package var positionals: [Positional] = []
    /// Options, and whether each takes a value.
    package var options: [String: Bool] = [:]
    package var rest: Rest = .nothing
    /// As it was written.
    package var text = ""

    package static let nothing = CommandUsage()

    private init() {}

    package init(_ text: String) throws(CommandUsageError) {
        self.text = text
        for part in text.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
            let part = String(part)
            let isRequired = part.hasPrefix("<") && part.hasSuffix(">")
            guard isRequired || part.hasPrefix("[") && part.hasSuffix("]"), part.count > 2 else {
                throw CommandUsageError(
                    part: part, problem: "each part stands in [brackets], or in <angles> where it must be there")
            }
            guard rest == .nothing else {
                throw CommandUsageError(part: part, problem: "nothing may follow the part that ends in ...")
            }
            try read(String(part.dropFirst().dropLast()), part, isRequired)
        }
    }

    private mutating func read(_ inner: String, _ part: String, _ isRequired: Bool) throws(CommandUsageError) {
        if inner.hasPrefix("--") {
            let option = inner.dropFirst(2)
            let key = String(option.prefix { $0 != "=" })
            guard Self.isName(key), !key.hasPrefix("no-") else {
                throw CommandUsageError(
                    part: part, problem: "an option's name has letters, digits and hyphens, and no no- in front")
            }
            guard !isRequired else { throw CommandUsageError(part: part, problem: "an option may always be left out") }
            guard options.updateValue(option.contains("="), forKey: key) == nil else {
                throw CommandUsageError(part: part, problem: "this option is there twice")
            }
        } else if inner.hasSuffix("...") {
            let name = String(inner.dropLast(3))
            guard Self.isName(name) else { throw CommandUsageError(part: part, problem: "it needs a name, as in [paths...]") }
            rest = name == "text" ? .text(isRequired: isRequired) : .words(name: name, isRequired: isRequired)
        } else {
            let name = String(inner.prefix { $0 != ":" })
            let choices = inner.contains(":") ? inner.dropFirst(name.count + 1).split(separator: "|").map { $0.lowercased() } : []
            guard Self.isName(name), !inner.contains(":") || !choices.isEmpty else {
                throw CommandUsageError(part: part, problem: "a word is written [name] or [name:one|another]")
            }
            positionals.append(Positional(name: name, choices: choices, isRequired: isRequired))
        }
    }

    /// Small letters, digits and hyphens, a letter first.
    package static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
        return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
