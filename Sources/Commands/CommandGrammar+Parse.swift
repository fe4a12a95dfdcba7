internal import Patterns
internal import Rules

extension CommandGrammar {
    /// Texts longer than GitHub takes are not read.
    package static let commentLimit = 256 * 1024
    /// Behind so many mistakes the rest of a text is left alone.
    package static let problemLimit = 20

    /// The commands that somebody's text gives.
    package func parse(_ comment: String) -> ParsedComment {
        guard comment.utf8.count <= Self.commentLimit, comment.utf8.contains(where: { $0 == 0x2F || $0 == 0x40 }) else {
            return .nothing
        }
        let text = WrittenText(comment)
        let (openings, end) = CommandOpening.all(in: text)
        var parsed = ParsedComment()
        var addressed: [(address: Address, offset: Int)] = []
        for opening in openings {
            let line = text.line(at: opening.offset)
            let written = CommandLine(text, opening.offset..<min(text.range(ofLine: line).upperBound, end))
            guard let address = Address(written, self) else { continue }
            addressed.append((address, opening.offset))
        }
        for (index, (address, offset)) in addressed.enumerated() {
            // Nothing but what is read-only runs any more, and nobody reads a longer list of mistakes.
            if parsed.problems.count >= Self.problemLimit { break }
            let source = text.source(ofLine: text.line(at: offset))
            func problem(_ kind: CommandProblem.Kind, at offset: Int, of command: String? = nil) {
                parsed.problems.append(
                    CommandProblem(kind: kind, command: command, place: text.place(at: offset), source: source))
            }
            switch address {
            case .end: continue
            case .foreign(let name): parsed.ignored.append(name)
            case .nobody: problem(.missingName, at: offset)
            case .unknown(let name, let nameOffset):
                let near = suggestions(for: name, among: commands.map(\.name))
                problem(.unknownCommand(name: name, suggestions: near), at: nameOffset)
            case .command(let declaration, let form):
                guard parsed.invocations.count < commandLimit else {
                    problem(.tooManyCommands(limit: commandLimit), at: offset, of: declaration.name)
                    return parsed
                }
                let next = addressed[(index + 1)...].first { !$0.address.isForeign }.map(\.offset) ?? end
                let extent = offset..<max(offset, lineStart(text, next, end))
                read(CommandLine(text, extent), declaration, form, text, source, into: &parsed)
            }
        }
        findContradictions(&parsed)
        return parsed
    }

    private func lineStart(_ text: WrittenText, _ offset: Int, _ end: Int) -> Int {
        offset >= end ? end : text.lineStarts[text.line(at: offset)]
    }

    private func read(
        _ line: CommandLine, _ declaration: CommandDeclaration, _ form: Address.Form, _ text: WrittenText, _ source: String,
        into parsed: inout ParsedComment
    ) {
        let place = text.place(at: line.origin(0))
        func problem(_ kind: CommandProblem.Kind, at offset: Int) {
            parsed.problems.append(
                CommandProblem(
                    kind: kind, command: declaration.name, place: text.place(at: line.origin(offset)), source: source))
        }
        let lineStart = text.lineStarts[text.line(at: line.origin(0))]
        // A byte order mark is part of no text.
        let start = lineStart == 0 && text.scalars.first == "\u{FEFF}" ? 1 : lineStart
        if let hidden = text.scalars[start..<line.origin(0)].first(where: HiddenCharacter.isHidden) {
            return problem(.hiddenCharacter(hidden), at: 0)
        }
        if let hidden = line.hiddenOffset { return problem(.hiddenCharacter(line.scalars[hidden]), at: hidden) }
        var invocation = CommandInvocation(
            name: declaration.name, effect: declaration.effect, place: place, source: source)
        if declaration.takesBody, !line.body.isEmpty { invocation.body = line.body }
        var reader = ArgumentReader(
            line, from: form.nameEnd, declaration, stopsAtMentions: form.isMention, invocation)
        reader.read()
        invocation = reader.invocation
        for found in reader.problems { problem(found.kind, at: found.offset) }
        guard invocation.request.utf8.count <= freeTextLimit else {
            return problem(.textTooLong(limit: freeTextLimit), at: form.nameEnd)
        }
        if reader.problems.isEmpty { parsed.invocations.append(invocation) }
    }

    func findContradictions(_ parsed: inout ParsedComment) {
        for pair in contradictions {
            let names = pair.sorted()
            let hits = names.map { name in parsed.invocations.filter { $0.name == name } }
            guard let last = hits.flatMap(\.self).max(by: { $0.place.line < $1.place.line }), hits.allSatisfy({ !$0.isEmpty })
            else { continue }
            parsed.problems.append(
                CommandProblem(
                    kind: .contradiction(names[0], names[1]), command: last.name, place: last.place, source: last.source))
        }
    }
}
