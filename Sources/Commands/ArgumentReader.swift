internal import Patterns
internal import Rules

/// Reads what stands behind a command's name.
struct ArgumentReader {
    private let line: CommandLine
    private let declaration: CommandDeclaration
    private let stopsAtMentions: Bool
    private var index: Int
    private var positionals: ArraySlice<CommandUsage.Positional>

    var invocation: CommandInvocation
    private(set) var problems: [(offset: Int, kind: CommandProblem.Kind)] = []

    /// - Parameters:
    ///   - start: behind the name.
    ///   - stopsAtMentions: whether `@other` begins what is said to another bot.
    init(
        _ line: CommandLine, from start: Int, _ declaration: CommandDeclaration, stopsAtMentions: Bool,
        _ invocation: CommandInvocation
    ) {
        self.line = line
        self.declaration = declaration
        self.stopsAtMentions = stopsAtMentions
        self.invocation = invocation
        index = start
        positionals = declaration.usage.positionals[...]
    }

    /// A phone turns `"` into one of these.
    private static func quote(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "\"", "“", "”", "„", "«", "»": "\""
        case "'", "‘", "’", "‚": "'"
        default: nil
        }
    }

    mutating func read() {
        while skipBlanks() {
            let start = index
            if stopsAtMentions, line.scalars[index] == "@" { break }
            if let length = optionMark(at: index) {
                if isEnd(index + length) {
                    index += length
                    _ = skipBlanks()
                    guard case .text = declaration.usage.rest else { continue }
                    return readText()
                }
                readOption(markLength: length)
            } else if let key = pairKey() {
                index += key.unicodeScalars.count + 1
                readValue(of: key, at: start)
            } else {
                guard let word = readWord() else { return problem(.unclosedQuote, start) }
                if place(word) { continue }
                switch declaration.usage.rest {
                case .text:
                    index = start
                    return readText()
                case .words: invocation.words.append(word)
                case .nothing:
                    let choices = declaration.usage.positionals.flatMap(\.choices)
                    problem(.unexpectedWord(word, suggestions: suggestions(for: word, among: choices)), start)
                }
            }
        }
        checkRequired()
    }

    private mutating func readText() {
        let text = line.string(index..<line.scalars.count)
        if !text.isEmpty { invocation.text = text }
        index = line.scalars.count
        checkRequired()
    }

    private mutating func checkRequired() {
        for missing in positionals where missing.isRequired { problem(.missingArgument(missing.name), line.scalars.count) }
        switch declaration.usage.rest {
        case .words(let name, isRequired: true) where invocation.words.isEmpty:
            problem(.missingArgument(name), line.scalars.count)
        case .text(isRequired: true) where invocation.text == nil && invocation.body == nil:
            problem(.missingArgument("text"), line.scalars.count)
        case .words, .text, .nothing: break
        }
    }

    /// Gives a word the first place that is free and takes it.
    private mutating func place(_ word: String) -> Bool {
        for position in positionals.indices {
            let positional = positionals[position]
            if positional.choices.isEmpty {
                invocation.arguments[positional.name] = word
            } else if positional.choices.contains(word.lowercased()) {
                invocation.arguments[positional.name] = word.lowercased()
            } else if positional.isRequired {
                return false
            } else {
                continue
            }
            positionals = positionals[(position + 1)...]
            return true
        }
        return false
    }

    private mutating func readOption(markLength: Int) {
        let start = index
        index += markLength
        let keyStart = index
        while index < line.scalars.count, line.scalars[index] != " ", line.scalars[index] != "=" { index += 1 }
        let written = line.string(keyStart..<index)
        let key = written.lowercased()
        let hasValue = index < line.scalars.count && line.scalars[index] == "="
        if let takesValue = declaration.usage.options[key] {
            if hasValue {
                index += 1
                if takesValue { return readValue(of: key, at: start) }
                _ = readWord()
                problem(.unwantedValue(key: key), start)
            } else if takesValue {
                problem(.missingValue(key: key), start)
            } else {
                set(key, .on, start)
            }
        } else if key.hasPrefix("no-"), declaration.usage.options[String(key.dropFirst(3))] == false, !hasValue {
            set(String(key.dropFirst(3)), .off, start)
        } else {
            if hasValue {
                index += 1
                if readWord() == nil { return problem(.unclosedQuote, start) }
            }
            problem(
                .unknownOption(key: written, suggestions: suggestions(for: key, among: declaration.usage.options.keys)), start)
        }
    }

    private mutating func readValue(of key: String, at start: Int) {
        let valueStart = index
        guard !isEnd(index) else { return problem(.missingValue(key: key), start) }
        guard let value = readWord() else {
            problem(.unclosedQuote, valueStart)
            return
        }
        if value.isEmpty { return problem(.missingValue(key: key), start) }
        set(key, .value(value), start)
    }

    private mutating func set(_ key: String, _ option: CommandInvocation.Option, _ start: Int) {
        if invocation.options[key] != nil { return problem(.duplicateOption(key: key), start) }
        invocation.options[key] = option
    }

    /// `key=` where that is an option with a value.
    private func pairKey() -> String? {
        var end = index
        while end < line.scalars.count, line.scalars[end] != " ", line.scalars[end] != "=" { end += 1 }
        guard end < line.scalars.count, line.scalars[end] == "=" else { return nil }
        let key = line.string(index..<end).lowercased()
        return declaration.usage.options[key] == true ? key : nil
    }

    /// A word, quoted or plain; nil where a quote is not closed, which takes the rest of the line.
    private mutating func readWord() -> String? {
        guard index < line.scalars.count, let quote = Self.quote(line.scalars[index]) else {
            let start = index
            while !isEnd(index) { index += 1 }
            return line.string(start..<index)
        }
        let start = index
        var word = String.UnicodeScalarView()
        index += 1
        while index < line.scalars.count {
            let scalar = line.scalars[index]
            index += 1
            if Self.quote(scalar) == quote, quote == "\"" || isEnd(index) {
                return String(word)
            }
            if quote == "\"", scalar == "\\", index < line.scalars.count {
                let escaped = line.scalars[index]
                switch escaped {
                case "\"", "\\": word.append(escaped)
                case "n": word.append("\n")
                default:
                    word.append(scalar)
                    word.append(escaped)
                }
                index += 1
                continue
            }
            word.append(scalar)
        }
        // An apostrophe in front of words of one's own is no quote.
        if quote == "'", case .text = declaration.usage.rest {
            index = start
            while !isEnd(index) { index += 1 }
            return line.string(start..<index)
        }
        return nil
    }

    /// The length of `--`, or of the dash that a phone makes of it.
    private func optionMark(at index: Int) -> Int? {
        if line.scalars[index] == "—" || line.scalars[index] == "–" { return 1 }
        return line.scalars[index...].starts(with: ["-", "-"]) ? 2 : nil
    }

    private func isEnd(_ index: Int) -> Bool { index >= line.scalars.count || line.scalars[index] == " " }

    private mutating func skipBlanks() -> Bool {
        while index < line.scalars.count, line.scalars[index] == " " { index += 1 }
        return index < line.scalars.count
    }

    private mutating func problem(_ kind: CommandProblem.Kind, _ offset: Int) {
        if case .unclosedQuote = kind { index = line.scalars.count }
        problems.append((offset, kind))
    }
}
