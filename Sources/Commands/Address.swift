internal import Rules

/// Whom the first words of a line are said to.
enum Address {
    struct Form {
        var isMention: Bool
        /// Behind the command's name.
        var nameEnd: Int
    }

    case command(CommandDeclaration, Form)
    /// Said to us, and we do not know the command; the offset is the name's in the comment.
    case unknown(String, Int)
    /// Said to us, and nothing more.
    case nobody
    /// A bare command that is not ours.
    case foreign(String)
    /// `/end`: what follows belongs to no command.
    case end

    var isForeign: Bool { if case .foreign = self { true } else { false } }

    /// Nil where the line says nothing to any bot.
    init?(_ line: CommandLine, _ grammar: CommandGrammar) {
        guard let opener = line.scalars.first else { return nil }
        let first = Self.word(line, from: 1)
        let name = Self.visible(line, first)
        if opener == "@" {
            guard grammar.isOwn(name), let second = Self.next(line, first.upperBound) else { return nil }
            self = Self.named(line, second, isMention: true, grammar)
        } else if grammar.namespaces.contains(name) {
            guard let second = Self.next(line, first.upperBound) else {
                self = .nobody
                return
            }
            self = Self.named(line, second, isMention: false, grammar)
        } else if name == "end" {
            self = .end
        } else if !grammar.requiresNamespace, let command = grammar.command(name) {
            self = .command(command, Form(isMention: false, nameEnd: first.upperBound))
        } else {
            // `/usr/bin` and `//` are no commands, of nobody.
            guard CommandUsage.isName(name) else { return nil }
            self = .foreign(name)
        }
    }

    private static func named(_ line: CommandLine, _ range: Range<Int>, isMention: Bool, _ grammar: CommandGrammar) -> Address {
        var name = visible(line, range)
        // `/hb /fix` is what people write too.
        if name.hasPrefix("/") { name.removeFirst() }
        if let command = grammar.command(name) { return .command(command, Form(isMention: isMention, nameEnd: range.upperBound)) }
        return .unknown(String(name.prefix(40)), line.origin(range.lowerBound))
    }

    private static func next(_ line: CommandLine, _ index: Int) -> Range<Int>? {
        var index = index
        while index < line.scalars.count, line.scalars[index] == " " { index += 1 }
        return index < line.scalars.count ? word(line, from: index) : nil
    }

    private static func word(_ line: CommandLine, from start: Int) -> Range<Int> {
        var end = start
        while end < line.scalars.count, line.scalars[end] != " " { end += 1 }
        return min(start, end)..<end
    }

    /// In small letters, as phones begin lines with a capital; without what cannot be seen, so that it is found and refused.
    private static func visible(_ line: CommandLine, _ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: line.scalars[range].filter { !HiddenCharacter.isHidden($0) })
        return String(view).lowercased()
    }
}
