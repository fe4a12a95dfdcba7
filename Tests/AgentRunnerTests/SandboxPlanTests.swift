import Testing

@testable import AgentRunner

@Suite struct SandboxPlanTests {
    func plan(_ change: (inout SandboxPlan) -> Void = { _ in }) -> [String] {
        var plan = SandboxPlan(
            program: "/usr/bin/bwrap", layout: HostLayout(entries: ["/bin": .link(target: "usr/bin"), "/lib64": .folder]),
            network: .shared, readable: ["/data/clone", "/usr/local/claude"], writable: ["/data/config"], tree: "/data/tree",
            memoryFolderBytes: 4096, users: "/run/passwd", groups: "/run/group")
        change(&plan)
        return plan.arguments(for: ["/bin/agent", "--flag"])
    }

    func index(_ part: [String], in arguments: [String]) -> Int? {
        arguments.indices.first { arguments[$0...].starts(with: part) }
    }

    @Test func `the command comes last, after a root that nobody can write to`() {
        #expect(plan().suffix(7) == ["--remount-ro", "/", "--chdir", "/data/tree", "--", "/bin/agent", "--flag"])
    }

    @Test func `system folders keep the shape they have on the machine`() {
        #expect(index(["--symlink", "usr/bin", "/bin"], in: plan()) != nil)
        #expect(index(["--ro-bind", "/lib64", "/lib64"], in: plan()) != nil)
    }

    @Test func `what lies in the system folders is shown once`() {
        #expect(!plan().contains("/usr/local/claude"))
    }

    @Test func `a folder to be read inside the tree is mounted over it`() throws {
        let arguments = plan { $0.readable = ["/data/tree/.git"] }
        let tree = try #require(index(["--bind", "/data/tree", "/data/tree"], in: arguments))
        let last = arguments.lastIndex(of: "/data/tree/.git")
        #expect(try #require(last) > tree)
    }

    @Test func `the network is shared unless it is not`() {
        #expect(!plan().contains("--unshare-net"))
        #expect(plan { $0.network = .none }.contains("--unshare-net"))
    }

    @Test(arguments: [
        ("bwrap: No permissions to create new namespace, likely because ...", "user namespaces are not allowed here"),
        ("bwrap: setting up uid map: Permission denied", "user namespaces are not allowed here"),
        ("bwrap: Can't mount proc on /newroot/proc: Operation not permitted", "a fresh /proc cannot be mounted"),
        ("bwrap: Unknown option --disable-userns", "this bubblewrap is too old"),
        ("", "bubblewrap failed without a word"),
    ])
    func `a complaint is turned into a reason`(errorOutput: String, reason: String) {
        #expect(SandboxDiagnosis(errorOutput: errorOutput).reason.hasPrefix(reason))
    }

    @Test func `a required sandbox that does not work stops the run, a preferred one is noted`() throws {
        let check = SandboxCheck.unavailable(reason: "r", remedy: "m")
        #expect(throws: AgentError.sandboxUnavailable(reason: "r", remedy: "m")) {
            try SandboxDecision.decide(.required, check: check)
        }
        #expect(try SandboxDecision.decide(.preferred, check: check).note == "Without a sandbox: r. m")
        #expect(try SandboxDecision.decide(.off, check: check).program == nil)
    }
}
