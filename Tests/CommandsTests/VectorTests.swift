import Commands
import Testing

@Suite struct VectorTests {
    @Test(arguments: [
        ("/fix", ["fix"]), ("> /fix\n/fix", ["fix"]), ("> /fix\n\n/fix", ["fix"]), ("please /fix this", []), ("- /fix", ["fix"]),
        ("/fixx", []), ("/fix\r\n\r\n<!-- linear -->", ["fix"]), ("/status\n/cancel", ["status", "cancel"]),
        ("`/fix`", []), ("```\n/fix\n```", []), ("    /fix", []), ("> /fix", []), ("<!-- /fix -->", []), ("[x](/fix)", []),
        ("# /fix", []), ("- [ ] /fix", []),
    ])
    func `a comment gives these commands`(text: String, names: [String]) {
        let parsed = Sample.parse(text)
        #expect(parsed.invocations.map(\.name) == names)
        #expect(parsed.problems.isEmpty)
    }

    @Test func `a target is a word of the command's own in any case`() {
        let fix = Sample.parse("/Fix CI").invocations.first
        #expect(fix?.name == "fix")
        #expect(fix?.arguments == ["target": "ci"])
        #expect(fix?.text == nil)
    }

    @Test(arguments: [
        "/fix --model=\"opus 4\" use the old API", "/fix model=\"opus 4\" use the old API",
        "/fix —model=“opus 4” use the old API",
        "/fix --model='opus 4' -- use the old API", "/hb fix --model=\"opus 4\" use the old API",
        "@hookbot fix --MODEL=\"opus 4\" use the old API", "/hookbot /fix --model=\"opus 4\" use the old API",
        "/fix\u{A0}--model=\"opus\u{A0}4\" use the old API", "/fix --model=\"opus 4\" <!-- x --> use the old API  ",
    ])
    func `options and free text are told apart`(text: String) {
        let parsed = Sample.parse(text)
        let fix = parsed.invocations.first
        #expect(parsed.problems.isEmpty)
        #expect(fix?.options == ["model": .value("opus 4")])
        #expect(fix?.text?.split(separator: " ").joined(separator: " ") == "use the old API")
    }

    @Test func `an unclosed quote runs nothing and says where it began`() {
        let parsed = Sample.parse("/cancel\n/fix \"unclosed")
        #expect(parsed.runnable.isEmpty)
        #expect(parsed.problems.map(\.kind) == [.unclosedQuote])
        #expect(parsed.problems.first?.place == TextPlace(line: 2, column: 6))
    }

    @Test func `an unknown command is answered only where it is said to us`() {
        #expect(Sample.parse("/fixx").ignored == ["fixx"])
        for text in ["/hb fixx", "/hookbot fixx", "@hookbot fixx", "@HookBot[bot] Fixx", "/HB fixx now"] {
            #expect(Sample.parse(text).problems.map(\.kind) == [.unknownCommand(name: "fixx", suggestions: ["fix"])], "\(text)")
        }
        #expect(Sample.parse("/hb").problems.map(\.kind) == [.missingName])
    }

    @Test func `labels keep their signs and quotes group them`() {
        #expect(
            Sample.parse("/label +bug -wip \"good first issue\"").invocations.first?.words == [
                "+bug", "-wip", "good first issue",
            ])
    }

    @Test func `what is said to another bot on the same line is not ours`() {
        let fix = Sample.parse("@hookbot fix @other queue").invocations.first
        #expect(fix?.name == "fix")
        #expect(fix?.text == nil)
        #expect(Sample.parse("/fix what @ana found").invocations.first?.text == "what @ana found")
    }

    @Test(arguments: [
        ("/fix", "/fix\n/cancel", ["cancel"]), ("/fix a", "/fix b", ["fix"]), ("/fix a", "/fix a", []),
        ("/fix a", "/fix a\n\nthanks <3", ["fix"]), ("/cancel", "/cancel\n\nthanks", []), ("/fix", "", []),
        ("/cancel", "/cancel\n/cancel", ["cancel"]), ("> /fix", "/fix", ["fix"]), ("/fix", "/fix <!-- x -->", []),
        // What was held back because of the quote is new once the quote is closed.
        ("/cancel\n/label \"x", "/cancel\n/label \"x\"", ["cancel", "label"]), ("/status\n/hb fixx", "/status\n/hb fix", ["fix"]),
        ("/approve", "/approve\n/cancel", ["cancel"]), ("", "/approve\n/cancel", []),
    ])
    func `an edit runs what is new`(old: String, new: String, names: [String]) {
        #expect(Sample.grammar.added(old: old, new: new).runnable.map(\.name) == names)
    }

    @Test(arguments: [
        ("/fix --modle=opus", CommandProblem.Kind.unknownOption(key: "modle", suggestions: ["model"]), 6),
        ("/fix --model", .missingValue(key: "model"), 6), ("/fix --model=", .missingValue(key: "model"), 6),
        ("/fix --draft=yes", .unwantedValue(key: "draft"), 6), ("/fix --draft --no-draft", .duplicateOption(key: "draft"), 14),
        ("/fix --model=a model=b", .duplicateOption(key: "model"), 16),
        ("/status now", .unexpectedWord("now", suggestions: []), 9),
        ("/label", .missingArgument("labels"), 7), ("/ask", .missingArgument("text"), 5),
        ("/fix\u{200B} now", .hiddenCharacter("\u{200B}"), 5), ("\u{202E}/fix", .hiddenCharacter("\u{202E}"), 2),
        ("\u{FEFF}\u{202E}/fix", .hiddenCharacter("\u{202E}"), 3), ("- \u{200B}/fix", .hiddenCharacter("\u{200B}"), 4),
        ("/f\u{AD}ix", .hiddenCharacter("\u{AD}"), 3), ("/fix \u{E0041}", .hiddenCharacter("\u{E0041}"), 6),
        ("/cancel a b", .unexpectedWord("b", suggestions: []), 11), ("é- /fix", .missingName, 0),
    ])
    func `what is wrong is said with its place`(text: String, kind: CommandProblem.Kind, column: Int) {
        let parsed = Sample.parse(text)
        guard column > 0 else { return #expect(parsed.isEmpty) }
        #expect(parsed.problems.map(\.kind) == [kind])
        #expect(parsed.problems.first?.place == TextPlace(line: 1, column: column))
        #expect(parsed.runnable.isEmpty)
    }

    @Test func `columns are those of the text the person wrote`() {
        let problem = Sample.parse("é\r\n\r\n- \u{A0}/fix <!-- é --> “naïve” --modle=x").problems.first
        #expect(problem == nil)
        let other = Sample.parse("é\r\n\r\n- /cancel <!-- é --> “naïve” --modle=x").problems.first
        #expect(other?.place == TextPlace(line: 3, column: 30))
        #expect(other?.source == "- /cancel <!-- é --> “naïve” --modle=x")
    }

    @Test func `where one command is wrong only those run that change nothing`() {
        #expect(Sample.parse("/status\n/cancel\n/hb fixx").runnable.map(\.name) == ["status"])
    }

    @Test func `commands that contradict each other do not run`() {
        let parsed = Sample.parse("/approve\n/cancel")
        #expect(parsed.runnable.isEmpty)
        #expect(parsed.problems.map(\.kind) == [.contradiction("approve", "cancel")])
    }

    @Test func `more than ten commands are too many`() {
        let ten = Array(repeating: "/label a", count: 10).joined(separator: "\n")
        #expect(Sample.parse(ten).runnable.count == 10)
        let eleven = Sample.parse(ten + "\n/label a")
        #expect(eleven.problems.map(\.kind) == [.tooManyCommands(limit: 10)])
        #expect(eleven.runnable.isEmpty)
    }

    @Test func `a text full of mistakes gives a list that can be read`() {
        let parsed = Sample.parse(String(repeating: "/hb nothing\n", count: 5000) + "/status")
        #expect(parsed.problems.count == CommandGrammar.problemLimit)
        #expect(parsed.invocations.isEmpty)
    }

    @Test func `a text that is too long is refused, not cut`() {
        #expect(Sample.parse("/ask " + String(repeating: "x", count: 16 * 1024)).problems.isEmpty)
        #expect(
            Sample.parse("/ask x\n" + String(repeating: "x", count: 16 * 1024)).problems.map(\.kind)
                == [.textTooLong(limit: 16 * 1024)])
    }

    @Test func `a namespace may be required`() {
        var grammar = Sample.grammar
        grammar.requiresNamespace = true
        #expect(grammar.parse("/fix").invocations.isEmpty)
        #expect(grammar.parse("/hb fix").invocations.map(\.name) == ["fix"])
    }

    @Test(arguments: [
        ("/fix\nline one\n\nline two\n/end\nmore", "line one\n\nline two"), ("/fix\nwhy\n/cancel\nmore", "why"),
        ("/fix\r\nwhy <!-- secret --> not\r\n", "why  not"), ("/fix\nwhy <!-- secret", "why "),
        ("/fix\n```html\n<!-- kept -->\n```", "```html\n<!-- kept -->\n```"), ("/fix\na\u{E0041}\u{200B}b", "ab"),
        ("/fix\n`<!--` is shown", "`<!--` is shown"), ("/fix\n/tmp is full", "/tmp is full"),
        ("/fix\n<!-- a --!>b<!--> c", "b c"), ("/fix\n<!--\n```\n-->\nx <!-- y -->\n```", "x \n```"),
        ("/fix\nOk.\n\nOn Monday Ana wrote:\n> old", "Ok."),
    ])
    func `the lines below belong to a command that takes them`(text: String, body: String) {
        #expect(Sample.parse(text).invocations.first?.body == body)
    }
}
