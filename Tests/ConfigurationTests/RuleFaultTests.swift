import Configuration
import Testing

/// Faults inside one rule, and every diagnostic they give.
@Suite struct RuleFaultTests {
    static let conditions: [(on: String, when: String, expected: [String])] = [
        ("issues.opened", "\"always\"", []),
        ("issues.opened", "\"never\"", ["5:8 E103 expected a condition or \"always\", got \"never\""]),
        ("issues.opened", "3", ["5:8 E103 expected a condition such as { state = \"open\" }, got an integer"]),
        ("issues.opened", "{}", ["5:8 E207 this condition is empty"]),
        ("issues.opened", "{ all = [] }", ["5:16 E207 'all' has no conditions"]),
        ("issues.opened", "{ any = { state = \"open\" } }", ["5:16 E103 'any' takes an array of conditions"]),
        (
            "issues.opened", "{ all = [{ state = \"open\" }], state = \"open\" }",
            ["5:38 E103 'state' stands beside 'all' in one table"]
        ),
        ("issues.opened", "{ not = { not = { state = \"open\" } } }", []),
        ("issues.opened", "{ state = \"open\", title = \"re:/crash/i\" }", []),
        ("issues.opened", "{ stat = \"open\" }", ["5:10 E101 unknown condition 'stat'; did you mean 'state'?"]),
        ("issues.opened", "{ reviews = \"x\" }", ["5:10 E107 'reviews' is not supported by this version"]),
        ("issues.opened", "{ state = \"opened\" }", ["5:18 E205 'state' is never 'opened'; did you mean 'open'?"]),
        ("issues.opened", "{ base = \"main\" }", ["5:10 E202 'base' is not available for 'issues.opened'"]),
        ("issues.opened", "{ labels = \"bug\" }", ["5:10 E204 'labels' is an array"]),
        ("issues.opened", "{ \"labels[any]\" = \"bug\" }", []),
        ("issues.opened", "{ labels = { any = \"bug\" } }", []),
        ("issues.opened", "{ title = 3 }", ["5:18 E205 'title' is a string, which is never 3"]),
        ("issues.opened", "{ title = \"glob:[a\" }", ["5:24 E206 '[' is never closed"]),
        ("issues.opened", "{ title = 1979-05-27 }", ["5:18 E103 a condition cannot compare with a date"]),
        ("issues.opened", "{ field = \"issue.title\" }", ["5:18 E207 'issue.title' has no test"]),
        (
            "issues.opened", "{ field = \"issue..title\", eq = \"x\" }",
            ["5:25 E203 'issue..title' is not a field: a name is missing"]
        ),
        ("issues.opened", "{ field = \"issue.title\", equals = \"x\" }", ["5:33 E101 unknown operator 'equals'"]),
        (
            "issues.opened", "{ field = \"issue.title\", eq-field = \"x\" }",
            ["5:33 E107 'eq-field' is not supported by this version"]
        ),
        (
            "issues.opened", "{ field = \"issue.titel\", eq = \"x\" }",
            [
                "5:25 E203 'issue.titel' is not in the payload of 'issues'; did you mean 'issue.title'?"
            ]
        ),
        ("issues.opened", "{ field = \"issue.labels.name\", eq = \"x\" }", ["5:31 E204 'issue.labels' is an array"]),
        ("issues.opened", "{ field = \"issue.title\", gt = 3 }", ["5:38 E205 'gt' needs a number; 'issue.title' is a string"]),
        ("issues.opened", "{ field = \"issue.title\", regex = \"a(b\" }", ["5:43 E206 '(' is never closed"]),
        ("issues.opened", "{ field = \"issue.title\", in = [] }", ["5:38 E103 'in' needs a list of values, got an array"]),
        ("issues.opened", "{ field = \"issue.body\", length = { gt = 200 } }", []),
        (
            "issues.opened", "{ all = [{ state = \"open\" }, { state = \"closed\" }] }",
            [
                "5:37 E207 'state' cannot be \"open\" and \"closed\""
            ]
        ),
        ("issues.opend", "\"always\"", ["4:7 E201 'issues.opend' is not an event; did you mean 'issues.opened'?"]),
        ("issue.opened", "{ base = 3 }", ["4:7 E201 'issue.opened' is not an event; did you mean 'issues.opened'?"]),
        ("push", "{ number = 3 }", ["5:10 E202 'number' is not available for 'push'"]),
    ]

    @Test(arguments: conditions.indices)
    func `a condition gives exactly these diagnostics`(index: Int) {
        let (on, when, expected) = Self.conditions[index]
        let text =
            "version = 1\n[[rule]]\nname = \"r\"\non = [\"\(on)\"]\nwhen = \(when)\n[[rule.do]]\naction = \"react\"\nemoji = \"eyes\""
        let result = Sample.load(text)
        #expect(Sample.faults(result) == expected)
        #expect((result.configuration?.rules.count == 1) == expected.isEmpty)
    }

    static let actions: [(text: String, expected: [String])] = [
        ("", ["2:1 E104 [[rule]] 'r' has no 'do'"]),
        ("do = []", ["7:6 E104 [[rule]] 'r' does nothing"]),
        ("do = \"agent\"", ["7:6 E103 actions are tables of an array: write [[rule.do]]"]),
        ("[[rule.do]]", ["7:1 E104 [[rule.do]] of [[rule]] 'r' has no 'action'"]),
        ("[[rule.do]]\naction = \"agnet\"", ["8:10 E103 'agnet' is no action; did you mean 'agent'?"]),
        (
            "[[rule.do]]\naction = \"enqueue\"\nworkflow = \"x\"",
            ["8:10 E107 the action 'enqueue' is not supported by this version"]
        ),
        (
            "[[rule.do]]\naction = \"notify\"\nchannel = \"ops\"\ntext = \"hi\"",
            ["9:11 E301 there is no [endpoint.ops]"]
        ),
        (
            "[[rule.do]]\naction = \"dispatch\"\nendpoint = \"cj\"\n[endpoint.ci]\nurl = \"https://ci.example/hook\"",
            ["9:12 E301 there is no [endpoint.cj]; did you mean 'ci'?"]
        ),
        (
            "[[rule.do]]\naction = \"status\"\ncontext = \"c\"\nstate = \"success\"",
            ["8:10 E202 'status' needs a commit, which 'issues.opened' has none of"]
        ),
        (
            "[[rule.do]]\naction = \"review-request\"\nreviewers = [\"ana\"]",
            ["8:10 E202 'review-request' needs a pull request, which 'issues.opened' has none of"]
        ),
        (
            "[[rule.do]]\naction = \"agent\"\nuse = \"fixer\"\n[[rule.do]]\naction = \"check\"\nname = \"c\"\nif = { job-outcome = \"failed\" }",
            ["10:1 E104 [[rule.do]] of [[rule]] 'r' is completed without a 'conclusion'"]
        ),
        (
            "[[rule.do]]\naction = \"agent\"\nuse = \"fixer\"\n[[rule.do]]\naction = \"check\"\nname = \"c\"\nstate = \"queued\"\nconclusion = \"success\"\nif = { job-outcome = \"failed\" }",
            ["14:14 E106 a check run that is queued has no conclusion yet"]
        ),
        (
            "[[rule.do]]\naction = \"script\"\npath = \"/bin/no-such-program\"\nenv = [\"A=B\"]",
            [
                "9:8 E301 '/bin/no-such-program' is no program that HookBot may run",
                "10:8 E103 'A=B' is no name of a variable",
            ]
        ),
        ("[[rule.do]]\naction = \"script\"\npath = \"/bin/true\"\nargs = [\"{{ title }}\"]", []),
        (
            "concurrency = { group = \"{{ base }}\", limit = 0, when-busy = \"wait\" }\n[[rule.do]]\naction = \"agent\"\nuse = \"fixer\"",
            [
                "7:29 E302 'base' is not available for 'issues.opened'",
                "7:47 E103 expected an integer from 1 to 64, got 0",
                "7:62 E103 expected \"queue\", \"replace\", \"skip\" or \"join\", got \"wait\"",
            ]
        ),
        (
            "concurrency = { group = \"\" }\ntimeout = \"1h\"\n[[rule.do]]\naction = \"react\"\nemoji = \"eyes\"",
            [
                "7:15 E207 'concurrency' is for jobs, and [[rule]] 'r' starts no agent",
                "7:25 E103 the group has no name",
                "8:11 E207 'timeout' is for jobs, and [[rule]] 'r' starts no agent",
            ]
        ),
        (
            "cooldown = { per = \"day\", every = \"often\" }\n[[rule.do]]\naction = \"react\"\nemoji = \"eyes\"",
            [
                "7:20 E103 expected \"pr\", \"issue\", \"repo\", \"actor\", \"head-sha\" or \"rule\", got \"day\""
            ]
        ),
        (
            "cooldown = { per = \"rule\", every = \"often\" }\n[[rule.do]]\naction = \"react\"\nemoji = \"eyes\"",
            ["7:36 E103 expected a duration such as \"10m\", or \"forever\", got \"often\""]
        ),
        ("cooldown = { per = \"rule\", every = \"forever\" }\n[[rule.do]]\naction = \"react\"\nemoji = \"eyes\"", []),
        (
            "schedule = \"daily\"\n[[rule.do]]\naction = \"note\"\ntext = \"x\"",
            ["7:12 E106 [[rule]] 'r' does not listen for its schedule"]
        ),
        ("[[rule.do]]\naction = \"assign\"", ["7:1 E104 [[rule.do]] of [[rule]] 'r' has neither 'add' nor 'remove'"]),
        (
            "[[rule.do]]\naction = \"close\"\nreason = \"done\"",
            ["9:10 E103 expected \"completed\" or \"not_planned\", got \"done\""]
        ),
        ("[[rule.do]]\naction = \"note\"\ntext = \"{{ base }}\"", ["9:12 E302 'base' is not available for 'issues.opened'"]),
        ("[[rule.do]]\naction = \"agent\"", ["7:1 E104 [[rule.do]] of [[rule]] 'r' has no 'use'"]),
        ("[[rule.do]]\naction = \"agent\"\nuse = \"fixr\"", ["9:7 E301 there is no [agent.fixr]; did you mean 'fixer'?"]),
        (
            "[[rule.do]]\naction = \"agent\"\nuse = \"fixer\"\nmode = \"resume\"",
            [
                "10:8 E202 'issues.opened' is no event of a pull request, which mode = \"resume\" needs"
            ]
        ),
        (
            "[[rule.do]]\naction = \"agent\"\nuse = \"fixer\"\nresult = \"review\"",
            [
                "10:10 E103 expected \"pull-request\", \"answer\" or \"either\", got \"review\""
            ]
        ),
        (
            "[[rule.do]]\naction = \"agent\"\nuse = \"fixer\"\nif = { job-outcome = \"finished\" }",
            [
                "10:6 E107 an agent that waits for the end of a job is not supported by this version"
            ]
        ),
        ("[[rule.do]]\naction = \"comment\"", ["7:1 E104 [[rule.do]] of [[rule]] 'r' has no 'body'"]),
        (
            "[[rule.do]]\naction = \"comment\"\nbody = \"{{ titel }}\"",
            ["9:12 E302 unknown variable 'titel'; did you mean 'title' or 'time'?"]
        ),
        ("[[rule.do]]\naction = \"comment\"\nbody = \"{{ base }}\"", ["9:12 E302 'base' is not available for 'issues.opened'"]),
        (
            "[[rule.do]]\naction = \"comment\"\nbody = \"hi\"\nif = { job-outcome = \"finished\" }",
            [
                "10:22 E207 [[rule]] 'r' has no agent, so there is no job whose outcome could be awaited"
            ]
        ),
        (
            "[[rule.do]]\naction = \"react\"\nemoji = \"eye\"",
            ["9:9 E103 'eye' is none of GitHub's reactions; did you mean 'eyes'?"]
        ),
        ("[[rule.do]]\naction = \"label\"", ["7:1 E104 [[rule.do]] of [[rule]] 'r' has neither 'add' nor 'remove'"]),
        ("[[rule.do]]\naction = \"label\"\nadd = [\"a\", 3]", ["9:13 E103 expected a string, got 3"]),
        (
            "[[rule.do]]\naction = \"agent\"\nuse = \"fixer\"\n[[rule.do]]\naction = \"label\"\nadd = [\"a\"]\nif = { job-outcome = [\"finishd\"] }",
            [
                "13:23 E103 \"finishd\" is no outcome of a job; did you mean 'finished'?"
            ]
        ),
        (
            "colour = 1\ncoalesce = \"10s\"\n[[rule.do]]\naction = \"react\"\nemoji = \"eyes\"",
            [
                "7:1 E101 unknown key 'colour' in [[rule]] 'r'",
                "8:12 E207 'coalesce' is for jobs, and [[rule]] 'r' starts no agent",
            ]
        ),
    ]

    @Test(arguments: actions.indices)
    func `an action gives exactly these diagnostics`(index: Int) {
        let (text, expected) = Self.actions[index]
        let head = """
            version = 1
            [[rule]]
            name = "r"
            on = ["issues.opened"]
            when = "always"
            permission = "write"

            """
        let whole = head + text
        #expect(Sample.faults(Sample.load(whole)) == expected)
    }

    @Test(arguments: [
        ("", ["3:6 E104 [[rule]] 'r' listens for its schedule and has no 'schedule'"]),
        ("schedule = \"daily\"", ["5:12 E104 [[rule]] 'r' comes round for no repository"]),
        ("schedule = \"daily\"\nrepositories = [\"acme/app\"]", []),
        ("schedule = \"daily\"\nrepositories = [\"acme\"]", ["6:17 E103 'acme' is no repository: write owner/name"]),
        (
            "schedule = \"daily at 03:00 Mars/Base\"\nrepositories = [\"acme/app\"]",
            ["5:12 E103 'Mars/Base' is no time zone"]
        ),
    ])
    func `a schedule gives exactly these diagnostics`(keys: String, expected: [String]) {
        let text =
            "[[rule]]\nname = \"r\"\non = [\"schedule\"]\nwhen = \"always\"\n\(keys)\n[[rule.do]]\naction = \"note\"\ntext = \"x\"\n"
        #expect(Sample.faults(Sample.load("version = 1\n" + text)).map(Self.lineLess) == expected.map(Self.lineLess))
    }

    /// Without its line, which the keys before it move.
    private static func lineLess(_ fault: String) -> String { String(fault.drop { $0 != ":" }) }

    @Test func `a rule that would hear its own words is told`() {
        func faults(_ ignored: String, _ event: String, _ action: String) -> [String] {
            let text = """
                version = 1
                [github]
                token = "env:GITHUB_TOKEN"
                secrets = ["env:GITHUB_WEBHOOK_SECRET"]
                ignore-actors = [\(ignored)]
                [[rule]]
                name = "r"
                on = ["\(event)"]
                when = "always"
                [[rule.do]]
                action = "\(action)"
                body = "Yes."
                """
            return Sample.faults(Sample.load(text)).map { String($0.dropFirst(4)) }
        }
        let told = "W504 rule 'r' listens for comments, which its own 'reply' writes"
        #expect(faults("\"ana\"", "issue_comment.created", "reply") == [told])
        #expect(faults("\"ana\"", "issue_comment.*", "reply") == [told])
        #expect(faults("", "issue_comment.created", "comment").count == 1)
        #expect(faults("\"self\"", "issue_comment.created", "reply").isEmpty)
        #expect(faults("\"ana\"", "issue_comment.deleted", "reply").isEmpty)
        #expect(faults("\"ana\"", "issues.opened", "comment").isEmpty)
    }

    @Test func `a rule without a name is told by its number`() {
        let result = Sample.load("version = 1\n[[rule]]\nname = \"a\"\n[[rule]]\nonn = 1")
        #expect(Sample.faults(result).contains("5:1 E101 unknown key 'onn' in rule 2; did you mean 'on'?"))
        #expect(Sample.faults(result).contains("4:1 E104 rule 2 has no 'name'"))
    }

    @Test func `an agent's prompt may only use what the rules that use it know`() {
        let text = """
            version = 1
            [agent.fixer]
            prompt = "Fix {{ comment-body }}"
            [[rule]]
            name = "r"
            on = ["issues.opened"]
            permission = "write"
            when = "always"
            [[rule.do]]
            action = "agent"
            use = "fixer"
            """
        #expect(
            Sample.faults(Sample.load(text)) == [
                "3:18 E302 for rule 'r': 'comment-body' is not available for 'issues.opened'"
            ])
    }

    @Test func `an agent on events without a number needs a branch name of its own`() {
        let rule = """
            [[rule]]
            name = "r"
            on = ["push"]
            permission = "write"
            when = "always"
            [[rule.do]]
            action = "agent"
            use = "fixer"
            """
        #expect(
            Sample.faults(Sample.load("version = 1\n\(rule)")) == [
                "2:1 E302 rule 'r' would need another branch name: 'kind' is not available for 'push'"
            ])
        #expect(Sample.faults(Sample.load("version = 1\n[git]\nbranch = \"hookbot/{{ job.id }}\"\n\(rule)")) == [])
        #expect(Sample.faults(Sample.load("version = 1\n\(rule)\nresult = \"answer\"")) == [])
    }

    @Test func `a label that starts an agent and is set by it is a loop`() {
        let text = """
            version = 1
            [[rule]]
            name = "r"
            on = ["pull_request.labeled"]
            permission = "write"
            when = { label-added = "agent" }
            [[rule.do]]
            action = "agent"
            use = "fixer"
            labels = ["agent"]
            """
        let result = Sample.load(text)
        #expect(result.diagnostics.map(\.code) == [.selfTrigger])
        #expect(result.configuration != nil)
    }
}
