import Markdown
import Testing

@Suite struct MarkdownTests {
    @Test(arguments: [
        ("# Title", "<h1>Title</h1>\n"),
        ("~~gone~~", "<p><del>gone</del></p>\n"),
        ("see https://example.com", "<p>see <a href=\"https://example.com\">https://example.com</a></p>\n"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
        ("", ""),
    ])
    func `Markdown becomes HTML`(text: String, html: String) {
        #expect(Markdown.html(text) == html)
    }

    @Test func `a table is a table`() {
        #expect(Markdown.html("| a | b |\n|---|---|\n| 1 | 2 |").contains("<td>1</td>"))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "text <b onclick=x>bold</b>", "<!-- <script> -->",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](vbscript:x)", "[x](data:text/html,<script>)",
        "![x](javascript:alert(1))", "<javascript:alert(1)>", "[x](&#106;avascript:alert(1))",
    ])
    func `what could run in a browser is left out`(text: String) {
        let html = Markdown.html(text).lowercased()
        for danger in ["<script", "onerror=", "onclick=", "<b ", "<img", "href=\"javascript", "href=\"vbscript", "href=\"data:"] {
            #expect(!html.contains(danger), "\(html)")
        }
    }

    @Test(arguments: [
        ("![cat](https://other.example/cat.png)", "<p><a href=\"https://other.example/cat.png\">cat</a></p>\n"),
        ("![](//other.example/c)", "<p><a href=\"//other.example/c\">//other.example/c</a></p>\n"),
        ("![x](\\\\\\\\other.example)", "<p><a href=\"%5C%5Cother.example\">x</a></p>\n"),
        ("[![cat](http://a.example/c)](/here)", "<p><a href=\"/here\">cat</a></p>\n"),
        ("![a ![b](http://x.example/2) c](http://x.example/1)", "<p><a href=\"http://x.example/1\">a b c</a></p>\n"),
    ])
    func `a picture from another host is a link`(text: String, html: String) {
        #expect(Markdown.html(text) == html)
    }

    @Test(arguments: ["/logo.png", "logo.png", "../a/logo.png"])
    func `a picture of this host stays one`(address: String) {
        #expect(Markdown.html("![logo](\(address))") == "<p><img src=\"\(address)\" alt=\"logo\" /></p>\n")
    }

    @Test func `parsing from many tasks at once gives the same answer`() async {
        await withTaskGroup(of: String.self) { group in
            for _ in 0..<200 { group.addTask { Markdown.html("~~a~~ www.example.com | b") } }
            for await html in group { #expect(html.contains("<del>a</del>") && html.contains("href=\"http://www.example.com\"")) }
        }
    }
}
