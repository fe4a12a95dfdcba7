import Identifiers
import HTTPClient
import Testing

@testable import GitHubAPI

@Suite struct HTTPTextTests {
    @Test(arguments: [
        (
            #"<https://api.github.com/repositories/1/issues?page=2>; rel="next", <https://api.github.com/x?page=9>; rel="last""#,
            "https://api.github.com/repositories/1/issues?page=2"
        ),
        (#"<https://a/x?page=1>; rel="prev", <https://a/x?cursor=v1_5>; rel="next""#, "https://a/x?cursor=v1_5"),
        (#"<https://a/x,y?page=2>; rel=next"#, "https://a/x,y?page=2"),
        (#"<https://a/x?page=1>; rel="first", <https://a/x?page=4>; rel="last""#, nil),
        (#"<https://a/x?page=1; rel="next""#, nil),
        ("", nil),
    ])
    func `the next page is the link that says so`(header: String, expected: String?) {
        #expect(nextLink(in: header) == expected)
    }

    @Test(arguments: [
        ("plain", "plain"), ("good first issue", "good%20first%20issue"), ("a/b", "a%2Fb"), ("..", "%2E%2E"),
        ("v1.2", "v1.2"), ("dependabot[bot]", "dependabot%5Bbot%5D"), ("größe\n", "gr%C3%B6%C3%9Fe%0A"), ("?#%", "%3F%23%25"),
    ])
    func `a segment cannot leave its place in the path`(text: String, expected: String) {
        #expect(percentEncoded(text) == expected)
    }

    @Test func `a path keeps its slashes and loses its way up`() {
        #expect(percentEncodedPath("src/../a b.txt") == "src/%2E%2E/a%20b.txt")
    }

    @Test(arguments: [
        ("https://api.github.com/repos/a/b", true), ("https://API.GitHub.com:443/x", true),
        ("https://api.github.com.evil.example/x", false), ("http://api.github.com/x", false),
        ("https://api.github.com:8443/x", false), ("https://user:pass@api.github.com/x", false),
        ("//evil.example/x", false), ("/repositories/5", true), ("ftp://api.github.com/x", false), ("https://a\r\nb/", false),
        ("https://api.github.com@evil.example/", false),
    ])
    func `only scheme, host and port make the same origin`(reference: String, expected: Bool) throws {
        let base = try #require(WebAddress("https://api.github.com"))
        #expect((WebAddress(reference, relativeTo: base)?.hasSameOrigin(as: base) ?? false) == expected)
    }

    @Test(
        arguments: [
            ("2026-01-31T12:00:00Z", 1_769_860_800_000), ("1970-01-01T00:00:00Z", 0),
            ("2024-02-29T23:59:59.250Z", 1_709_251_199_250), ("2026-01-31T14:00:00+02:00", 1_769_860_800_000),
            ("2026-01-31 12:00:00Z", nil), ("2026-01-31T12:00:00", nil), ("2026-13-01T00:00:00Z", nil), ("soon", nil), ("", nil),
        ] as [(String, Int64?)])
    func `GitHub's times are read to the millisecond`(text: String, expected: Int64?) {
        #expect(Timestamp(iso8601: text)?.milliseconds == expected)
    }

    @Test func `an HTTP date is read`() {
        #expect(Timestamp(httpDate: "Sat, 31 Jan 2026 12:00:00 GMT") == .noon)
        #expect(Timestamp(httpDate: "whenever") == nil)
    }

    @Test(arguments: [(1, 0.0, 500), (2, 0.0, 1000), (3, 0.0, 2000), (1, 1.0, 250), (30, 0.0, 20_000), (30, 1.0, 10_000)])
    func `waits double, stay bounded and spread`(attempt: Int, random: Double, milliseconds: Int64) {
        #expect(RetryPolicy().retryDelay(attempt: attempt, random: random).wholeMilliseconds == milliseconds)
    }

    @Test(arguments: [
        ("https://api.github.com", true), ("https://github.example.com/api/v3/", true), ("http://127.0.0.1:8080/api/v3", true),
        ("http://localhost:80", true), ("http://127.0.0.1.evil.example", false), ("http://github.example.com", false),
        ("https://token@github.com", false), ("file:///etc/passwd", false), ("https://github.com/?a=b", false),
        ("github.com", false),
    ])
    func `an API address is https, or http to this machine`(text: String, isTaken: Bool) {
        let location = try? GitHubLocation(baseURL: text, webURL: "https://github.com")
        #expect((location != nil) == isTaken)
        #expect(location?.baseURL.hasSuffix("/") != true)
    }
}
