import JSON
import Rules
import Testing

@Suite struct TemplateTests {
    private static let values: [String: JSONValue] = [
        "title": "Fix: the «Größe» of x & Y!", "number": 12, "body": "one\ntwo", "labels": ["a", "b"], "draft": true,
        "nothing": .null,
        "hostile": "{{ number }} $(id) `x`", "tick": "a``b", "mention": "@ana **b** <img src=x>\n/fix it",
        "at": "2026-01-31T09:05:00+02:00",
        "seconds": 1_769_850_300, "user": ["login": "ana"],
    ]

    @Test(
        arguments: [
            ("plain", "plain"), ("", ""), ("#{{ number }}", "#12"), ("{{number}}{{number}}", "1212"),
            ("{{ title | slug }}", "fix-the-gr-e-of-x-y"), ("{{ title | slug | truncate: 7 }}", "fix-the"),
            ("{{ title | truncate: 4 }}", "Fix:"), ("{{ body | quote }}", "> one\n> two"), ("{{ body | json }}", "\"one\\ntwo\""),
            ("{{ number | json }}", "12"), ("{{ labels }}", "a, b"), ("{{ draft }}", "true"),
            ("{{ user }}", "{\"login\":\"ana\"}"),
            ("{{ nothing }}!", "!"), ("{{ unknown | slug }}!", "!"), ("{{ hostile }}", "{{ number }} $(id) `x`"),
            ("{{ hostile | code }}", "`` {{ number }} $(id) `x` ``"), ("{{ tick | code }}", "``` a``b ```"),
            ("{{ body | code }}", "`one two`"), ("{{ at | date }}", "2026-01-31"), ("{{ seconds | date }}", "2026-01-31"),
            ("{{ title | date }}", ""), ("\\{{ number }}", "{{ number }}"), ("a } b }}", "a } b }}"), ("{ {", "{ {"),
            (
                "{{ mention | md-escape }}",
                "@\u{200B}ana \\*\\*b\\*\\* \\<img src\\=x\\>\n\\/fix it"
            ),
        ])
    func `a template becomes text`(template: String, expected: String) throws {
        #expect(try Template(template).render { Self.values[$0] }.text == expected)
    }

    @Test func `unknown variables are named`() throws {
        let rendering = try Template("{{ a }}{{ number }}{{ nothing }}").render { Self.values[$0] }
        #expect(rendering.missing == ["a", "nothing"])
    }

    @Test(
        arguments: [
            ("{{", "'{{' is never closed", 0), ("a {{ number", "'{{' is never closed", 2),
            ("{{ number | ", "'{{' is never closed", 0),
            ("{{ }}", "expected a variable", 3), ("{{ a b }}", "expected '|' or '}}'", 5), ("{{ a | }}", "expected a filter", 7),
            ("{{ a | slgu }}", "unknown filter 'slgu'", 7), ("é{{ a | slug: 3 }}", "filter 'slug' takes no argument", 9),
            ("{{ a | truncate }}", "filter 'truncate' needs a length, such as truncate: 40", 7),
            ("{{ a | truncate: x }}", "'x' is not a number from 1 to 10000", 17),
            ("{{ a | truncate: 0 }}", "'0' is not a number from 1 to 10000", 17), ("{{ `id` }}", "expected a variable", 3),
        ])
    func `a broken template tells where`(template: String, message: String, offset: Int) {
        #expect { try Template(template) } throws: { error in
            guard let problem = error as? RuleProblem else { return false }
            return problem.code == .badTemplate && problem.message == message && problem.offset == offset
        }
    }

    @Test(
        arguments: [
            ("{{ number }} {{ issue.user.login }} {{ job.id }} {{ repo.id }} {{ issue.labels[0].name }}", []),
            ("{{ head }}", ["'head' is not available for 'issues.labeled'"]), ("{{ nubmer }}", ["unknown variable 'nubmer'"]),
            ("{{ issue.labls }}", ["unknown variable 'issue.labls'"]),
            ("{{ issue.labels[any].name }}", ["'issue.labels[any].name' is not a variable"]),
        ] as [(String, [String])])
    func `a variable that no event has is told`(template: String, expected: [String]) throws {
        let problems = try Template(template).problems(for: [EventPattern("issues.labeled")])
        #expect(problems.map(\.message) == expected)
        #expect(problems.allSatisfy { $0.code == .badTemplate && $0.offset == 3 })
    }

    @Test(
        arguments: [
            ("repo", "Octo/demo"), ("repo.id", 4_611_686_018_427_387_905), ("repo.owner", "Octo"), ("repo.name", "demo"),
            ("actor", "ana"), ("actor.id", 7), ("url", "https://github.example/Octo/demo/issues/12"),
            ("issue.labels[0].name", "bug"), ("issue.labels[any].name", nil), ("issue.nothing", nil), ("job.id", nil),
        ] as [(String, JSONValue?)])
    func `an event fills in its variables`(path: String, expected: JSONValue?) {
        #expect(Fixtures.issuesLabeled.templateValue(path) == expected)
    }

    @Test func `a title written by anybody stays one branch word`() throws {
        let template = try Template("hookbot/{{ kind }}-{{ number }}-{{ title | slug | truncate: 40 }}")
        #expect(template.render(Fixtures.issuesLabeled.templateValue).text == "hookbot/issue-12-crash-don-t-rm-rf")
    }

    @Test(
        arguments: [
            ("hookbot/{{ kind }}-{{ number }}-{{ title | slug | truncate: 40 }}", []), ("x/{{ time | date }}", []),
            ("{{ job.id }}", []), ("{{ title }}", ["'title' may hold characters that no branch may have"]),
            ("{{ title | slug | quote }}", ["'title' may hold characters that no branch may have"]),
            ("{{ number | code }}", ["'number' may hold characters that no branch may have"]),
            ("my branch {{ number }}", ["'my branch 1' would not be a branch name"]),
            ("a..{{ number }}", ["'a..1' would not be a branch name"]), ("", ["'' would not be a branch name"]),
        ] as [(String, [String])])
    func `a template for branches cannot leave their alphabet`(template: String, expected: [String]) throws {
        #expect(try Template(template).branchProblems().map(\.message) == expected)
    }
}
