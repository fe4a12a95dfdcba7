import Identifiers
import Testing

@Suite struct IdentifierTests {
    @Test(arguments: ["main", "hookbot/issue-1-fix", "a.b+c@d", "release/1.0", "_x"])
    func `an ordinary branch name is taken`(name: String) { #expect(BranchName(name)?.description == name) }

    @Test(arguments: [
        "", "-x", "a;id", "$(id)", "a`id`", "a|b", "${IFS}x", "a b", "a\"b", "HEAD", "FETCH_HEAD", "@", "a//b", "/a", "a/",
        "a..b", ".a",
        "a/.b", "a.lock", "a.lock/b", "a.", "x@{1}", "a~1", "a^", "a:b", "a?b", "a*b", "a[b", "a\\b", "é", "a\u{202E}b", "a\nb",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709", "a/-b",
    ])
    func `a branch name that could mean something else is refused`(name: String) { #expect(BranchName(name) == nil) }

    @Test func `a branch name ends at two hundred bytes`() {
        #expect(BranchName(String(repeating: "a", count: 200)) != nil)
        #expect(BranchName(String(repeating: "a", count: 201)) == nil)
    }

    @Test(arguments: ["a/b", "Octo-Org/hello.world_1"])
    func `an owner and a name make a repository`(name: String) { #expect(RepositoryName(name)?.description == name) }

    @Test(arguments: ["", "a", "a/b/c", "/b", "a/", "../b", "a/..", "a b/c", "a/b\n"])
    func `anything else is no repository`(name: String) { #expect(RepositoryName(name) == nil) }

    @Test func `a delivery keeps its name in lower case`() {
        #expect(DeliveryID("72D3162E-CC78-11E3-81AB-4C9367DC0958")?.description == "72d3162e-cc78-11e3-81ab-4c9367dc0958")
        #expect(DeliveryID("72d3162e") == nil)
        #expect(DeliveryID("72d3162e-cc78-11e3-81ab-4c9367dc095z") == nil)
    }

    @Test func `a secret shows itself nowhere`() {
        let secret = Secret("hunter2-hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("hunter2"))
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (1_767_225_599_999, "2025-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func `a moment is written as ISO 8601`(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
    }

    @Test func `job names sort by the time they were made`() {
        let ids = (0..<50).map {
            JobID(at: Timestamp(milliseconds: 1_700_000_000_000 + $0), random: .init(repeating: 0xFF, count: 10))
        }
        #expect(ids.map(\.description) == ids.map(\.description).sorted())
        #expect(JobID(ids[0].description) == ids[0])
    }
}
