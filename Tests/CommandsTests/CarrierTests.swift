import Commands
import Testing

@Suite struct CarrierTests {
    /// Texts in which a command is shown, quoted or hidden, and none is given.
    static let silent: [String] = [
        "```\n/fix\n```", "~~~\n/fix\n~~~", "```\n/fix", "````\n```\n/fix\n````", "- ```\n  /fix\n  ```",
        "1. ~~~\n   /fix\n   ~~~",
        "text\n\n    /fix", "\t/fix", "- a\n\n      /fix", "text\n    /fix", "`/fix`", "`a\n/fix`", "``a ` b\n/fix c``", "> /fix",
        "> > /fix", "> a\n> /fix", ">/fix", "> - /fix", "- > /fix", "> ```\n> /fix\n> ```", "> [!NOTE]\n> /fix", "[x](/fix)",
        "[a\n/fix](b)", "![a\n/fix](b)", "[x]: /fix", "[x]:\n/fix", "[x]: /a\n'b\n/fix\nc'\n\n[x]", "<https://a/\n/fix>",
        "# /fix",
        "###### /fix", "/fix\n===", "/fix\n---", "a\n/fix\n---", "<div>\n/fix\n</div>", "<p>\n/fix", "<pre>\n\n/fix\n\n</pre>",
        "<script>\n/fix\n</script>", "<style>\n\n/fix\n\n</style>", "<?php\n/fix\n?>", "<!DOCTYPE\n/fix>", "<![CDATA[\n/fix\n]]>",
        "a <b title=\"\n/fix\">x</b>", "<!-- /fix -->", "<!--\n/fix\n-->", "<!--\n\n/fix\n\n-->", "<!--\n\n/fix",
        "a <!--\n/fix\n-->",
        "a <!--\n\n/fix\n\n-->", "a <!--\n\n/fix", "<div>\n<!--\n\n/fix\n\n--></div>", "<div><!-- a\n\n/fix", "> <!--\n\n/fix",
        "<!-- --\u{200B}>\n/fix\n-->", "| a |\n|---|\n| /fix |", "a | b\n---|---\n/fix", "| /fix |\n|---|", "[^1]: /fix",
        "a[^1]\n\n[^1]: b\n\n    /fix", "<details>\n\n/fix\n\n</details>",
        "<details open>\n<summary>a</summary>\n\n/fix\n\n</details>",
        "<details title=\"</details>\">\n\n/fix\n\n</details>", "<details title='>'>\n\n/fix",
        "<details><!-- </details> -->\n\n/fix",
        "<details>\n\n<details>\n\n</details>\n\n/fix\n\n</details>", "<b><details></b>\n\n/fix",
        "<div hidden>\n\n/fix\n\n</div>",
        "<blockquote>\n\n/fix\n\n</blockquote>", "<details><table></details></table>\n\n/fix",
        "<template>\n\n/fix\n\n</template>",
        "<details title=\"\n\n/fix", "<kbd>\n\n/fix\n\n</kbd>", "<h1>\n\n/fix\n\n</h1>", "<a href=\"x\">\n\n/fix\n\n</a>",
        "- [ ] /fix", "- [x] /fix", "* [ ] a\n\n  /fix", "1. [ ] /fix", "On Mon, 1 Jan 2026 at 10:00, Ana wrote:\n/fix",
        "ok\n\nOn Monday, Ana <ana@example.com>\nwrote:\n\n/fix", "-----Original Message-----\n/fix",
        "---- Original message ----\n\n/fix",
        "Am Montag schrieb:\n\n/fix", "please /fix this", "a /fix", "(/fix)", "*/fix*", "**/fix**", "~~/fix~~", "**a\n/fix**",
        "~~a\n/fix~~", "_a\n/fix_", "//fix", "/ fix", "/fix/me", "/usr/bin/fix", "\\/fix", "&#47;fix", "\u{FF0F}fix",
        "\u{2215}fix",
        "/fixx", "/fix!", "/fix,", "/f\u{456}x", "-/fix", "1./fix", "@hookbot", "@hookbotx fix", "hookbot fix", "@ana /fix",
        "hey @hookbot fix", "\u{F0000}fix", "\u{F0001}\n\u{F0000}fix", "", "/", "@", "\n\n", "a\u{2028}/fix",
        "\u{200B}- /zzz\n\n    /fix", "\u{A0}- /zzz\n\n    /fix", "-\u{200B} /fix",
        "-\u{A0}/fix", "\u{200B}- /fix", "a\u{0B}/fix",
    ]

    @Test(arguments: silent) func `a command that is shown or hidden starts nothing`(text: String) {
        let parsed = Sample.parse(text)
        #expect(parsed.invocations.isEmpty)
        #expect(parsed.problems.isEmpty)
    }

    @Test func `nothing that is shown or hidden in one text ends up live beside a genuine command`() {
        for text in Self.silent {
            let names = Sample.names("/status\n\n" + text)
            #expect(names == ["status"], "\(text)")
        }
    }

    /// Texts that give exactly one `/fix`.
    static let genuine: [String] = [
        "/fix", " /fix", "   /fix", "/fix ", "/fix\n", "\n\n/fix", "\r\n/fix\r\n", "\r/fix\r", "/FIX", "- /fix", "* /fix",
        "+ /fix",
        "1. /fix", "2) /fix", "- - /fix", "- a\n  - /fix", "- a\n\n  /fix", "1. a\n\n   /fix", "text\n/fix", "text\n\n/fix",
        "text  \n/fix", "> quoted\n\n/fix", "> quoted\n/fix", "```\n/fix\n```\n/fix", "<!-- /fix -->\n/fix", "<!-->\n/fix",
        "<!-- a -->\n\n/fix", "a <!-- b\n--> c\n/fix", "<details>\n\n/fix\n\n</details>\n\n/fix",
        "<details>\n/fix\n</details>\n\n/fix",
        "<div>\n\n/fix\n\n</div>", "<p align=\"center\">\n\n/fix", "<img src=\"x\">\n\n/fix", "> <details>\n\n/fix",
        "# Title\n/fix",
        "| a |\n|---|\n| b |\n\n/fix", "***\n/fix", "\u{A0}/fix", "\u{3000}/fix", "\u{FEFF}/fix",
        "/fix\n\nOn Monday Ana wrote:\n/fix",
        "On Monday\n/fix", "*a*\n/fix", "`a`\n/fix", "![a](b)\n/fix", "[a](b)\n/fix", "@hookbot fix", "@hookbot[bot] fix",
        "@HookBot  fix", "/hb fix", "/hookbot fix", "- [ ] /cancel\n- /fix", "/lgtm\n/fix", "/fix `a <!-- b`", "a &amp; b\n/fix",
        "a < b\n/fix", "x <!-- a --> y\n/fix", "`<!--`\n\n/fix", "$a$\n/fix", "/fix \u{1F469}\u{200D}\u{1F4BB} page",
        "/fix \u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}", "/fix ❤\u{FE0F}",
    ]

    @Test(arguments: genuine) func `a command that is said is found once`(text: String) {
        let parsed = Sample.parse(text)
        #expect(parsed.invocations.map(\.name) == ["fix"])
        #expect(parsed.problems.isEmpty)
    }

    @Test func `hostile texts are read in reasonable time`() {
        let clock = ContinuousClock()
        for unit in [
            "- ", "> ", "/fix\n", "<!--", "`<!--` ", "[", "<a ", "\t/fix\n", "*a ", "On <\n", "@", "<details>", "\"", "&#47;",
            "|a\n",
        ] {
            let text = "/ask x\n" + String(String(repeating: unit, count: 65_536 / unit.utf8.count).prefix(65_000))
            let time = clock.measure { _ = Sample.parse(text) }
            #expect(time < .seconds(5), "\(unit): \(time)")
        }
    }
}
