import Configuration
import Testing

/// Faults outside of rules: a section, and every diagnostic it gives. Lines count from `version = 1` on line 1.
@Suite struct SettingFaultTests {
    static let faults: [(text: String, expected: [String])] = [
        ("", []),
        ("[sever]", ["2:2 E101 unknown key 'sever' in the file; did you mean 'server'?"]),
        ("[policy]", ["2:2 E107 'policy' in the file is not supported by this version"]),
        ("[server]\nlisten = 3456", ["3:10 E103 expected a string, got 3456"]),
        (
            "[server]\nlisten = \"3456\"",
            ["3:10 E103 expected an address such as \"127.0.0.1:3456\" or \"unix:/run/hookbot.sock\""]
        ),
        (
            "[server]\nlisten = \"127.0.0.1:99999\"",
            ["3:10 E103 expected an address such as \"127.0.0.1:3456\" or \"unix:/run/hookbot.sock\""]
        ),
        ("[server]\nlisten = \"[::]:80\"", ["3:10 E108 others can reach this address, and HookBot speaks no TLS itself"]),
        (
            "[server]\nlisten = \"127.0.0.1.example.com:80\"",
            ["3:10 E108 others can reach this address, and HookBot speaks no TLS itself"]
        ),
        ("[server]\nlisten = \"[::]:80\"\nbehind-proxy = true", []),
        ("[server]\nlisten = \"[::1]:80\"", []),
        ("[server]\nlisten = \"unix:/run/hookbot/api.sock\"", []),
        ("[server]\nbehind-proxy = \"yes\"", ["3:16 E103 expected true or false, got \"yes\""]),
        ("[server]\npublic-url = \"bot.example.com\"", ["3:14 E103 expected an address such as \"https://example.com\""]),
        ("[server]\npublic-url = \"https://u:p@example.com\"", ["3:14 E103 expected an address such as \"https://example.com\""]),
        ("server = 1", ["2:10 E103 [server] must be a table, not an integer"]),
        ("[storage]\nurl = \"postgresql://x/y\"", []),
        (
            "[storage]\nurl = \"postgres://u:hunter2@h/y\"",
            ["3:7 E304 the password of the database stands in clear"]
        ),
        (
            "[storage]\nurl = \"postgres://h:port/y\"",
            [
                "3:7 E103 the PostgreSQL URL cannot be read: the port is no number; expected postgres://user@host:5432/database, with other characters in a name or password written as %XX"
            ]
        ),
        ("[storage]\nurl = \"env:NOWHERE\"", ["3:7 E305 the environment variable NOWHERE is not set"]),
        (
            "[storage]\nurl = \"mysql:x\"",
            ["3:7 E103 expected \"sqlite:\" and the path of a file, or \"postgres://user@host/database\""]
        ),
        (
            "[storage]\nurl = \"sqlite::memory:\"",
            ["3:7 E103 expected \"sqlite:\" and the path of a file, or \"postgres://user@host/database\""]
        ),
        ("[storage]\ndata-dir = \"\"", ["3:12 E103 a path may not be empty"]),
        (
            "[storage]\nretention = { logs = \"1s\", delivery = \"1d\" }",
            [
                "3:22 E103 expected a duration such as \"10s\", from 1m to 3650d, got \"1s\"",
                "3:28 E101 unknown key 'delivery' in [storage] retention",
            ]
        ),
        (
            "[limits]\njobs = 0\npayload = 25",
            [
                "3:8 E103 expected an integer from 1 to 64, got 0",
                "4:11 E103 expected a size such as \"25MiB\", from 1KiB to 100MiB, got 25",
            ]
        ),
        ("[limits]\npayload = \"25MB\"\njobs = 2.5", ["4:8 E103 expected an integer from 1 to 64, got 2.5"]),
        (
            "[git]\npush = \"force\"\nsign = \"ssh:key\"",
            [
                "3:8 E103 expected \"lease\", got \"force\"", "4:1 E107 'sign' in [git] is not supported by this version",
            ]
        ),
        (
            "[git]\nprotected = [\"glob:[a\", \"re:/a/x\", 3]",
            [
                "3:20 E206 '[' is never closed (at character 6 of the pattern)",
                "3:32 E206 'x' is not a flag; only 'i' (ignore case) is (at character 7 of the pattern)",
                "3:36 E103 expected a string, got 3",
            ]
        ),
        (
            "[git]\nauthor = { name = \"a<b\", email = \"\" }",
            [
                "3:19 E103 an author's name may not be empty nor hold '<', '>' or a line break",
                "3:34 E103 an author's email may not be empty nor hold '<', '>' or a line break",
            ]
        ),
        (
            "[git]\ntrailers = [\"no trailer\", \"X: {{ oops\"]",
            [
                "3:13 E302 a trailer is one line such as \"Reviewed-by: {{ actor }}\"", "3:31 E302 '{{' is never closed",
            ]
        ),
        ("[git]\nbranch = \"main\"", ["3:10 E303 this can give the protected branch 'main'"]),
        (
            "[git]\nbranch = \"{{ title | slug }}\"",
            [
                "3:10 E303 with the title \"\" this gives '', which is no name for a branch"
            ]
        ),
        (
            "[git]\nbranch = \"x/{{ head }}\"",
            ["3:16 E303 'head' may hold characters that no branch may have"]
        ),
        (
            "[git]\nbranch = \"x/{{ number | code }}\"",
            ["3:16 E303 'number' may hold characters that no branch may have"]
        ),
        ("[git]\nbranch = \"x/{{ title | slugg }}\"", ["3:24 E302 unknown filter 'slugg'; did you mean 'slug'?"]),
        ("[agent.\"a b\"]", ["2:8 E103 'a b' is no name for [agent.NAME]"]),
        (
            "[agent.x]\nrunner = \"claud\"",
            ["3:10 E103 expected \"claude\" or \"command\", got \"claud\"; did you mean 'claude'?"]
        ),
        ("[agent.x]\nrunner = \"command\"", ["2:1 E104 [agent.x] has no 'command', which its runner needs"]),
        ("[agent.x]\ncommand = []", ["3:11 E103 a command needs the name of a program"]),
        ("[agent.x]\ncommand = [\"/does/not/exist\"]", ["3:11 E301 '/does/not/exist' is not there or not executable"]),
        (
            "[agent.x]\npermission-mode = \"bypassPermissions\"\nsandbox = \"off\"",
            [
                "3:19 E108 [agent.x] may do anything, and perhaps without a sandbox"
            ]
        ),
        ("[agent.x]\npermission-mode = \"bypassPermissions\"", []),
        (
            "[agent.x]\naccounts = [\"maim\"]\n[accounts.main]\nconfig-dir = \"/srv/claude\"",
            [
                "3:13 E301 there is no [accounts.maim]; did you mean 'main'?"
            ]
        ),
        (
            "[agent.x]\nenv = [\"GITHUB_TOKEN\", \"LANG\", \"A-B\"]",
            [
                "3:8 E108 'GITHUB_TOKEN' could hand the agent a credential or other programs to run",
                "3:32 E103 \"A-B\" is no name of a variable",
            ]
        ),
        (
            "[agent.x]\nconfig-from = \"base\"\nbudget = { usd = -1, turns = 1.5, wall = \"2d\", idl = \"5m\" }",
            [
                "3:1 E107 'config-from' in [agent.x] is not supported by this version",
                "4:18 E103 expected a number from 0.01 to 10000.0, got -1",
                "4:30 E103 expected an integer from 1 to 10000, got 1.5",
                "4:42 E103 expected a duration such as \"10s\", from 1s to 1d, got \"2d\"",
                "4:48 E101 unknown key 'idl' in [agent.x] budget; did you mean 'idle'?",
            ]
        ),
        (
            "[agent.x]\nprompt = \"missing.md\"",
            ["3:10 E301 cannot read the prompt /base/missing.md: open /base/missing.md: No such file or directory"]
        ),
        ("[agent.x]\nprompt = \"Do {{ title | shout }}\"", ["3:25 E302 unknown filter 'shout'"]),
        ("[accounts.a]", ["2:1 E104 [accounts.a] has none of 'api-key', 'oauth-token' and 'config-dir'"]),
        (
            "[accounts.a]\nconfig-dir = \"x\"\nbase-url = \"http://example.com\"\n[agent.x]\nnetwork = \"shared\"",
            [
                "4:12 E108 plain http would send the credential in clear to example.com"
            ]
        ),
        (
            "[accounts.a]\nconfig-dir = \"x\"\nbase-url = \"http://127.0.0.1:9\"\n[agent.x]\nnetwork = \"shared\"", []
        ),
        (
            "[accounts.a]\nconfig-dir = \"x\"\n[agent.x]\nnetwork = \"none\"",
            ["5:11 E106 [agent.x] has no network, but [accounts.a] is a login that only the agent itself can use"]
        ),
        ("[accounts.a]\napi-key = \"env:ANTHROPIC_API_KEY\"\n[agent.x]\nnetwork = \"none\"", []),
        (
            "[agent.x]\nnetwork = \"shared\"\n[accounts.a]\nconfig-dir = \"x\"\nquota = { window = \"24h\" }",
            ["6:9 E104 [accounts.a] quota has no 'messages'"]
        ),
        (
            "[github]\nsecrets = []",
            [
                "3:11 E104 without a webhook secret anybody could send events"
            ]
        ),
        ("[github]\ntoken = \"env:GITHUB_TOKEN\"", ["2:1 E104 [github] has no 'secrets'"]),
        (
            "[github]\ntoken = \"env:GITHUB_TOKEN\"\napp-id = 1\nsecrets = [\"env:GITHUB_WEBHOOK_SECRET\"]",
            [
                "3:9 E106 [github] has both 'token' and a GitHub App"
            ]
        ),
        (
            "[github]\napp-id = 1\nsecrets = [\"env:GITHUB_WEBHOOK_SECRET\"]",
            ["2:1 E104 [github] has no 'key-file', which a GitHub App needs"]
        ),
        (
            "[github]\ntoken = \"env:GITHUB_TOKEN\"\nsecrets = [\"env:GITHUB_WEBHOOK_SECRET\"]\nbase-url = \"http://ghe.example/api/v3\"",
            [
                "5:12 E108 plain http would send the token in clear to ghe.example"
            ]
        ),
        (
            "[github]\ntoken = \"env:GITHUB_TOKEN\"\nsecrets = [\"env:GITHUB_WEBHOOK_SECRET\"]\nbase-url = \"http://ghe.example/api/v3\"\nallow-http = true",
            []
        ),
        (
            "[github]\ntoken = \"env:GITHUB_TOKEN\"\nsecrets = [\"env:GITHUB_WEBHOOK_SECRET\"]\nbase-url = \"https://ghe.example/rest\"",
            [
                "5:12 E104 'web-url' does not follow from https://ghe.example/rest"
            ]
        ),
    ]

    @Test(arguments: faults.indices)
    func `a faulty setting gives exactly these diagnostics`(index: Int) {
        let (text, expected) = Self.faults[index]
        let result = Sample.load("version = 1\n\(text)", path: "/base/hookbot.toml")
        #expect(Sample.faults(result) == expected)
        #expect((result.configuration == nil) == !expected.isEmpty)
    }

    @Test func `a file without anything says all that is missing`() {
        let result = HookBotConfiguration.load(bytes: [], path: "hookbot.toml", environment: [:])
        #expect(
            Sample.faults(result) == [
                "0:0 E104 [github] has neither 'token' nor 'app-id' and 'key-file'", "0:0 E104 [github] has no 'secrets'",
                "0:0 E104 the file has no 'version'",
            ])
    }

    @Test func `another version of the language is refused`() {
        #expect(Sample.faults(Sample.load("version = 2")).first == "1:11 E103 expected an integer from 1 to 1, got 2")
    }

    @Test func `a file that is not there is one diagnostic without a line`() {
        let result = HookBotConfiguration.load(path: "/does/not/exist.toml", environment: [:])
        #expect(
            result.diagnostics.map(\.description) == [
                "/does/not/exist.toml: error[E002]: cannot read the configuration: open /does/not/exist.toml: "
                    + "No such file or directory\nhelp: name one with --config PATH or HOOKBOT_CONFIG"
            ])
    }
}
