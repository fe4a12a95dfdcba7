internal import Testing

@testable import GitOps

@Suite struct RemoteLocationTests {
    @Test(arguments: [
        ("https://github.com/owner/name.git", "github.com"), ("https://GitHub.com/owner/name.git", "github.com"),
        ("https://git.example.com:8443/owner/name.git", "git.example.com_8443"),
        ("https://github.com:443/o/n.git", "github.com"), ("http://127.0.0.1:8080/o/n.git", "127.0.0.1_8080"),
        ("http://localhost/o/n.git", "localhost"), ("http://[::1]:81/o/n.git", "___1__81"),
    ])
    func `a usable URL names its host`(_ url: String, _ key: String) {
        #expect(RemoteLocation(url: url)?.hostKey == key)
    }

    @Test(arguments: [
        "http://github.com/o/n.git", "ssh://git@github.com/o/n.git", "file:///etc", "/etc", "git@github.com:o/n.git",
        "https://user:pass@github.com/o/n.git", "https://github.com", "https:///o/n.git", "https://github.com:0/o/n.git",
        "https://github.com:99999/o/n.git", "https://github.com/o/n.git?x=1", "https://github.com/o/n.git#x",
        "https://git hub.com/o/n.git", "https://github.com\\@evil.example/o/n.git", "http://127.0.0.1.evil.example/o/n.git",
        "http://0x7f.1/o/n.git", "https://-option/o/n.git", "https://../o/n.git", "ext::sh -c id", "HTTPS//x/y",
    ])
    func `every other URL is refused`(_ url: String) {
        #expect(RemoteLocation(url: url) == nil)
    }

    @Test func `plain http to another machine needs to be allowed`() {
        #expect(RemoteLocation(url: "http://git.lan/o/n.git", allowHTTP: true)?.hostKey == "git.lan")
    }

    @Test(arguments: [
        ("https://github.com/a", "https://github.com:443/b", true), ("https://github.com/a", "http://github.com/a", false),
        ("https://github.com/a", "https://github.com:444/a", false), ("https://github.com/a", "https://github.com.evil/a", false),
    ])
    func `a credential belongs to scheme, host and port`(_ left: String, _ right: String, _ isSame: Bool) {
        #expect((Origin(url: left) == Origin(url: right)) == isSame)
    }
}
