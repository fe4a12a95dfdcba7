import Configuration
import JSON
import Rules
import Testing

@Suite struct DiagnosticTests {
    @Test func `a diagnostic shows place, line, caret and help`() {
        let result = Sample.load("version = 1\n[agent.fixer]\nsandbox = \"of\"\nprompt = \"é {{ title | slugg }}\"\n")
        #expect(
            result.diagnostics.map(\.description) == [
                """
                hookbot.toml:3:11: error[E103]: expected "required", "preferred" or "off", got "of"; did you mean 'off'?
                  sandbox = "of"
                            ^^^^
                """,
                """
                hookbot.toml:4:24: error[E302]: unknown filter 'slugg'; did you mean 'slug'?
                  prompt = "é {{ title | slugg }}"
                                         ^
                """,
            ])
    }

    static let carets: [(line: String, expected: String)] = [
        ("k = \"x\" # plain", "^"),
        ("\tk = 1", " ^"),
        ("\"漢字\" = { k = 1 }", "^^^^^^"),
        ("\"e\u{301}\" = 1", "^^^"),
        ("\"🎉\" = 1", "^^^^"),
        ("\"한\" = 1", "^^^^"),
    ]

    @Test(arguments: carets.indices)
    func `carets cover a key whatever cells its characters take`(index: Int) throws {
        let (line, expected) = Self.carets[index]
        let result = Sample.load("version = 1\n[limits]\n\(line)\n")
        let diagnostic = try #require(result.diagnostics.first { $0.line == 3 })
        let lines = diagnostic.description.split(separator: "\n")
        try #require(lines.count >= 3)
        #expect(lines[2] == "  \(expected)")
    }

    @Test func `the caret stands behind wide characters where the terminal shows the fault`() throws {
        let result = Sample.load("version = 1\n[git]\nprotected = [\"漢字\", 7]")
        let lines = try #require(result.diagnostics.first).description.split(separator: "\n")
        // Two cells for each of the two characters: two more than the scalars before the fault.
        #expect(lines[2] == "  " + String(repeating: " ", count: "protected = [\"漢字\", ".count + 2) + "^")
    }

    @Test func `a long line of wide characters is cut to a terminal's width`() throws {
        let filler = String(repeating: "\"漢字漢字\", ", count: 40)
        let result = Sample.load("version = 1\n[git]\nprotected = [\(filler) 7, \(filler)]")
        let lines = try #require(result.diagnostics.first).description.split(separator: "\n")
        let cells = lines[1].unicodeScalars.reduce(0) { $0 + ($1.value >= 0x4E00 ? 2 : 1) }
        #expect(cells <= 122 && lines[1].contains("7"))
        let caret = try #require(lines[2].firstIndex(of: "^"))
        let before = lines[2].distance(from: lines[2].startIndex, to: caret)
        let fault = try #require(lines[1].firstIndex(of: "7"))
        #expect(before == lines[1][..<fault].unicodeScalars.reduce(0) { $0 + ($1.value >= 0x4E00 ? 2 : 1) })
    }

    @Test func `colours add nothing but themselves`() throws {
        let result = Sample.load("version = 1\n[limits]\njob = 1\n[git]\nbranch = \"{{\"\n")
        try #require(result.diagnostics.count >= 2)
        for diagnostic in result.diagnostics {
            let coloured = diagnostic.text(coloured: true)
            #expect(coloured.contains("\u{1B}[1;31m"))
            #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == diagnostic.description)
            #expect(!diagnostic.description.contains("\u{1B}"))
        }
    }

    @Test func `a fault keeps its fingerprint when lines come in above it, and the same twice is told apart`() throws {
        func fingerprints(_ text: String) -> [String] {
            let report = DiagnosticReport.sarif(Sample.load(text).diagnostics, version: "1")
            return report["runs"]?[0]?["results"]?.array?.compactMap {
                $0.at("partialFingerprints", "primaryLocationLineHash")?.string
            } ?? []
        }
        let before = fingerprints("version = 1\n[limits]\njob = 1\n[git]\njob = 1\nx = 1\n")
        let after = fingerprints("version = 1\n\n# why\n[limits]\n  job  = 1\n[git]\njob = 1\nx = 1\n")
        #expect(before.count == 3 && Set(before).count == 3)
        #expect(before == after)
    }

    @Test func `JSON holds the same`() {
        let diagnostic = Sample.load("version = 1\n[limits]\njob = 1").diagnostics.first
        #expect(
            diagnostic?.json() == [
                "code": "E101", "severity": "error", "path": "hookbot.toml", "line": 3, "column": 1, "width": 3,
                "message": "unknown key 'job' in [limits]; did you mean 'jobs'?", "help": .null, "source": "job = 1",
            ])
    }

    @Test func `a long line is cut around the fault and dangerous characters are not shown`() throws {
        let filler = String(repeating: "\"aaaaaaaa\", ", count: 40)
        let result = Sample.load("version = 1\n[git]\nprotected = [\(filler) 7, \"\u{202E}\", \(filler)]")
        let diagnostic = try #require(result.diagnostics.first?.description)
        let lines = diagnostic.split(separator: "\n")
        try #require(lines.count == 3)
        #expect(lines[1].unicodeScalars.count <= 122)
        let caret = try #require(lines[2].firstIndex(of: "^"))
        let column = lines[2].distance(from: lines[2].startIndex, to: caret)
        #expect(Array(lines[1])[column] == "7")
        #expect(!lines[1].unicodeScalars.contains("\u{202E}"))
    }

    @Test func `all faults of a file come in one run and in the order of its lines`() {
        let text = "version = 1\n[server]\nlisten = 1\n[limits]\njobs = 0\nx = 1\n[git]\nbranch = \"{{\"\n[[rule]]\nname = \"r\""
        let lines = Sample.load(text).diagnostics.map(\.line)
        #expect(lines == [3, 5, 6, 8, 9, 9, 9])
    }

    @Test func `a file full of nonsense ends after some hundred diagnostics`() {
        let text = "version = 1\n" + (0..<20_000).map { "k\($0) = \"ghp_0123456789abcdefghijkl\"\n" }.joined()
        #expect(Sample.load(text).diagnostics.count == 500)
    }

    @Test func `a repeated key names the place of the first`() {
        let result = Sample.load("version = 1\n[limits]\njobs = 1\njobs = 2")
        #expect(Sample.faults(result) == ["4:1 E001 cannot redefine existing integer 'jobs'; first written at hookbot.toml:3:1"])
    }

    @Test(
        arguments: [
            "a = " + String(repeating: "[", count: 50_000), "[a" + String(repeating: ".a", count: 200_000) + "]",
            "version = 1\n# " + String(repeating: "x", count: 1 << 20), "version = 1\0", "version = 99999999999999999999",
            "rule = [[[[]]]]", "rule = 1", "agent = 1", "accounts = []", "[agent]\nx = 1", "rule = []", "[rule]\nname = 1",
        ]
    )
    func `a bomb is a list of diagnostics and no crash`(text: String) {
        #expect(HookBotConfiguration.load(bytes: Array(text.utf8), path: "bomb.toml", environment: [:]).hasErrors)
    }

    @Test func `every code of the rule language is a code of diagnostics`() {
        for code in RuleProblem.Code.allCases {
            let diagnostic = DiagnosticCode(rawValue: code.rawValue)
            #expect(diagnostic != nil, "\(code.rawValue)")
            #expect(diagnostic?.severity == (code.isWarning ? .warning : .error))
        }
    }

    @Test func `a SARIF report names each fault with its rule and its place`() throws {
        let text = "version = 1\n[limits]\njob = 1\njobs = 0\n[[rule]]\nname = \"r\"\non = [\"push\"]\nwhen = \"always\"\n"
        let diagnostics = Sample.load(text).diagnostics
        let report = DiagnosticReport.sarif(diagnostics, version: "1.2.3")
        #expect(report["version"]?.string == "2.1.0")
        let run = try #require(report["runs"]?[0])
        let rules = run.at("tool", "driver", "rules")?.array ?? []
        let results = run["results"]?.array ?? []
        #expect(results.count == diagnostics.count && diagnostics.count >= 3)
        for (result, diagnostic) in zip(results, diagnostics) {
            let index = try #require(result["ruleIndex"]?.integer)
            #expect(rules[Int(index)]["id"] == result["ruleId"])
            #expect(result["ruleId"]?.string == diagnostic.code.rawValue)
            #expect(["error", "warning"].contains(result["level"]?.string))
            let place = try #require(result["locations"]?[0]?["physicalLocation"])
            #expect(place.at("artifactLocation", "uri")?.string == "hookbot.toml")
            #expect(place.at("region", "startLine")?.integer == (diagnostic.line > 0 ? Int64(diagnostic.line) : nil))
            if let region = place["region"] {
                #expect((region["endColumn"]?.integer ?? 0) > (region["startColumn"]?.integer ?? 0))
            }
        }
        #expect(DiagnosticReport.sarif([], version: "1")["runs"]?[0]?["results"]?.array == [])
    }

    @Test func `every code says what it stands for`() {
        #expect(Set(DiagnosticCode.allCases.map(\.summary)).count == DiagnosticCode.allCases.count)
    }
}
