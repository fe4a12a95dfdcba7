/// Why something that was meant for us cannot be done as it stands.
package struct CommandProblem: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// Addressed to us, with a name that we do not know.
        case unknownCommand(name: String, suggestions: [String])
        case missingName
        case unclosedQuote
        case unknownOption(key: String, suggestions: [String])
        case missingValue(key: String)
        case unwantedValue(key: String)
        case duplicateOption(key: String)
        case unexpectedWord(String, suggestions: [String])
        case missingArgument(String)
        /// A character that nobody can see stands inside a command.
        case hiddenCharacter(Unicode.Scalar)
        case contradiction(String, String)
        case tooManyCommands(limit: Int)
        case textTooLong(limit: Int)
    }

    package var kind: Kind
    /// The command it is about, where it is one of ours.
    package var command: String?
    package var place: TextPlace
    /// The line as it was written.
    package var source: String

    /// One sentence, with names in code spans, for the person who wrote it.
    package var message: String {
        switch kind {
        case .unknownCommand(let name, let suggestions):
            "there is no command \(Self.code(name))" + Self.hint(suggestions, "") + "; `/help` lists those there are"
        case .missingName: "which command? `/help` lists those there are"
        case .unclosedQuote: "the quote that begins here is not closed"
        case .unknownOption(let key, let suggestions): "unknown option \(Self.code("--" + key))" + Self.hint(suggestions, "--")
        case .missingValue(let key): "\(Self.code("--" + key)) needs a value: write \(Self.code("--\(key)=…"))"
        case .unwantedValue(let key): "\(Self.code("--" + key)) takes no value"
        case .duplicateOption(let key): "\(Self.code("--" + key)) is said twice"
        case .unexpectedWord(let word, let suggestions): "\(Self.code(word)) is not expected here" + Self.hint(suggestions, "")
        case .missingArgument(let name): "\(Self.code("<\(name)>")) is missing"
        case .hiddenCharacter(let scalar):
            "a character that cannot be seen (U+\(Self.hexadecimal(scalar))) stands here; write the command again by hand"
        case .contradiction(let first, let second):
            "\(Self.code("/" + first)) and \(Self.code("/" + second)) contradict each other"
        case .tooManyCommands(let limit): "more than \(limit) commands in one comment"
        case .textTooLong(let limit): "the text is longer than \(limit / 1024) KiB"
        }
    }

    private static func hint(_ suggestions: [String], _ prefix: String) -> String {
        suggestions.first.map { "; did you mean \(code(prefix + $0))?" } ?? ""
    }

    private static func code(_ text: String) -> String {
        "`" + String(text.prefix(80).filter { $0 != "`" && !$0.isNewline }) + "`"
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
