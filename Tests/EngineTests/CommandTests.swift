import Commands
import Configuration
@testable import Engine
import Identifiers
import JSON
import POSIX
import Rules
import Testing

@Suite struct CommandTests {
    private static func catalogue() throws -> CommandCatalogue {
        let sections = """
            [command.fix]
            agent = "fixer"
            [command.ask]
            agent = "fixer"
            permission = "triage"
            result = "answer"
            [command.deploy]
            agent = "fixer"
            on = ["pr"]
            [command.land]
            agent = "fixer"
            args = "<place:test|live> [--force] [--base=<branch>] [text...]"
            """
        return CommandCatalogue(try commands(sections), botName: "hookbot")
    }

    private static func commands(_ sections: String) throws -> CommandSet {
        let text = """
            version = 1
            [github]
            token = "env:T"
            secrets = ["env:S"]
            [agent.fixer]
            runner = "command"
            command = ["true"]

            """ + sections
        let result = HookBotConfiguration.load(
            bytes: Array(text.utf8), path: "hookbot.toml",
            environment: ["T": "a-token-of-the-tests", "S": "0f1e2d3c4b5a69788796a5b4c3d2e1f0"])
        return try #require(result.configuration?.commands, "\(result.diagnostics)")
    }

    private static func decide(
        _ text: String, as permission: Permission, unmet: Set<String> = []
    ) throws -> CommandDecision {
        let payload: JSONValue = ["issue": ["number": 1], "comment": ["id": 7, "body": .string(text)]]
        let read = try #require(CommandText(event: "issue_comment.created", payload: payload))
        let catalogue = try catalogue()
        return CommandDecision(
            text: read, comment: read.parsed(by: catalogue.grammar, now: Timestamp(milliseconds: 0)), catalogue: catalogue,
            permission: permission, unmet: unmet)
    }

    @Test func `HookBot's own commands are those that the configuration knows, and give way to its own`() throws {
        #expect(OwnCommand.all.map(\.name) == CommandSet.reserved + CommandSet.replaceable)
        let commands = try Self.commands(
            """
            [commands]
            disabled = ["squash"]
            [command.rebase]
            agent = "fixer"
            permission = "admin"
            """)
        let catalogue = CommandCatalogue(commands, botName: "hookbot")
        #expect(catalogue.grammar.commands.filter { $0.name == "rebase" }.count == 1)
        #expect(catalogue.permission("rebase") == .admin && catalogue.permission("update") == .write)
        #expect(catalogue.places("update") == [.pullRequest, .reviewThread] && catalogue.usage(of: "squash") == nil)
    }

    @Test(
        arguments: [
            (["+bug", "-wip", "needs review"], ["bug", "needs review"], ["wip"], nil),
            (["bgu"], ["bgu"], [], "there is no label `bgu`; did you mean `bug`?"), (["-gone", "+"], [], ["gone"], nil),
            (["BUG"], ["BUG"], [], nil), (["new"], ["new"], [], "there is no label `new`"),
        ] as [([String], [String], [String], String?)])
    func `words are labels to set and to remove`(words: [String], add: [String], remove: [String], problem: String?) {
        let labels = LabelWords(words)
        #expect(labels.add == add && labels.remove == remove)
        #expect(labels.problem(known: ["bug", "wip", "needs review"]) == problem)
    }

    @Test(
        arguments: [("low", -100), ("HIGH", 100), ("normal", 0), ("-1000", -1000), ("1001", nil), ("soon", nil)]
            as [(String, Int?)])
    func `a priority is a word or a number`(word: String, value: Int?) { #expect(PriorityWord.value(word) == value) }

    @Test func `the reference has HookBot's own commands as help shows them`() throws {
        let catalogue = CommandCatalogue(try Self.commands("[commands]"), botName: "hookbot")
        let help = catalogue.help(for: .admin, at: .pullRequest, only: nil)
        let folder = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
        #expect(try Files.readText("\(folder)/docs/configuration.md").contains(help), "\(help)")
    }

    @Test(arguments: [
        ("/fix", Permission.write, ["fix"], 0, 0), ("/fix", .triage, [], 1, 0), ("/status\n/fix", .read, ["status"], 1, 0),
        ("/status\n/cancel\n/fix", .read, ["status"], 1, 0), ("/fix \"", .read, [], 1, 0), ("/fix \"", .write, [], 0, 1),
        ("/hb nothing", .read, [], 0, 1), ("/ping\n/fix\n/hb nothing", .admin, ["ping"], 0, 1),
        ("/cancel", .read, ["cancel"], 0, 0),
        ("/ask why?", .triage, ["ask"], 0, 0), ("/ask why?\n/fix", .triage, ["ask"], 1, 0), ("/fix\n/fix", .read, [], 1, 0),
    ])
    func `what runs depends on the writer and on all that is written`(
        text: String, permission: Permission, names: [String], refusals: Int, mistakes: Int
    ) throws {
        let decision = try Self.decide(text, as: permission)
        #expect(decision.runnable.map(\.name) == names)
        #expect(decision.refused.count == refusals)
        #expect(decision.problems.count == mistakes)
    }

    @Test(arguments: [
        ("/deploy", "is not for here, but for: pr"), ("/land live --base=../x", "is no branch to work on"),
        ("/ask x\n/deploy\n/fix", "is not for here, but for: pr"), ("/land test", "its condition does not hold"),
    ])
    func `a command keeps to its places, its condition and branches that can be`(text: String, objection: String) throws {
        let decision = try Self.decide(text, as: .write, unmet: text == "/land test" ? ["land"] : [])
        #expect(decision.objections.count == 1)
        #expect(decision.objections.first?.contains(objection) == true, "\(decision.objections)")
        #expect(decision.runnable.allSatisfy { $0.name == "ask" })
    }

    @Test func `the agent is told every argument, and nothing that cannot be seen`() throws {
        let decision = try Self.decide("/land LIVE --force base=main now\nplease <!-- rm -->", as: .write)
        let order = try #require(decision.runnable.first)
        #expect(CommandDecision.request(order) == "place: live\nbase: main\nforce: yes\nnow\n\nplease")
    }

    @Test func `the documentation's table of commands says what they give`() throws {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let page = try Files.readText("\(root)/docs/configuration.md")
        let table = try #require(page.firstRange(of: "| What is written | What it gives |\n|---|---|\n"))
        let rows = page[table.upperBound...].split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("|") }
        #expect(rows.count > 10)
        let grammar = try Self.catalogue().grammar
        for row in rows {
            let cells = row.split(separator: " | ").map { $0.trimmingPrefix("| ") }
            try #require(cells.count == 2)
            let parsed = grammar.parse(String(cells[0].dropFirst().dropLast()))
            let given =
                !parsed.problems.isEmpty ? "a reply" : parsed.invocations.first.map { "`\($0.name)`" } ?? "nothing"
            #expect("\(given) |" == cells[1], "\(row)")
        }
    }

    @Test func `an event brings the text of what was written, and an edit what stood there before`() throws {
        let comment: JSONValue = ["id": 7, "body": "/fix", "created_at": "2026-01-01T00:00:00Z"]
        let issue: JSONValue = ["number": 3, "id": 9, "body": "/fix"]
        let created = try #require(CommandText(event: "issue_comment.created", payload: ["issue": issue, "comment": comment]))
        #expect(created.id == 7 && created.number == 3 && !created.isPullRequest && created.old == nil)
        #expect(CommandText(event: "issue_comment.deleted", payload: ["issue": issue, "comment": comment]) == nil)
        let review: JSONValue = ["pull_request": issue, "review": ["id": 8, "body": "/ask x"]]
        let said = try #require(CommandText(event: "pull_request_review.submitted", payload: review))
        #expect(said.id == -8 && said.isPullRequest)
        let silent: JSONValue = ["pull_request": issue, "review": ["id": 8, "body": .null]]
        #expect(CommandText(event: "pull_request_review.submitted", payload: silent) == nil)
        #expect(CommandText(event: "issues.opened", payload: ["issue": issue])?.id == -3)
        #expect(CommandText(event: "issues.edited", payload: ["issue": issue]) == nil)
    }

    @Test func `of an edit without the earlier text nothing is new, and of an old comment only a cancellation`() throws {
        var payload: [String: JSONValue] = [
            "issue": ["number": 1], "comment": ["id": 7, "body": "/fix\n/cancel", "created_at": "2026-01-01T00:00:00Z"],
        ]
        let grammar = try Self.catalogue().grammar
        let written = Timestamp(milliseconds: 1_767_225_600_000)
        func names(after seconds: Int) throws -> [String] {
            try #require(CommandText(event: "issue_comment.edited", payload: .object(payload)))
                .parsed(by: grammar, now: written + .seconds(seconds)).invocations.map(\.name)
        }
        #expect(try names(after: 60) == [])
        payload["changes"] = ["body": ["from": ""]]
        #expect(try names(after: 3600) == ["fix", "cancel"])
        #expect(try names(after: 90_000) == ["cancel"])
    }
}
