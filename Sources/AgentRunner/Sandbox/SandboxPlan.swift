/// What a sandbox shows and hides, as the arguments of bubblewrap (bwrap(1)).
package struct SandboxPlan: Hashable, Sendable {
    package static let home = "/home/agent"
    /// The only user there is inside, so that nothing takes itself for root; outside it is our own.
    package static let user = 1000

    var program: String
    var layout: HostLayout
    var network: SandboxNetwork
    var readable: [String]
    var writable: [String]
    var tree: String
    var memoryFolderBytes: Int
    /// Stand-ins for /etc/passwd and /etc/group.
    var users: String
    var groups: String

    /// Parts of /etc that programs need to speak TLS, resolve names and find libraries; the rest is nobody's business.
    static let systemFiles = [
        "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/ld.so.cache",
        "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/localtime", "/etc/mime.types",
    ]

    /// Mounts are made in order, each over the ones before it.
    package func arguments(for command: [String]) -> [String] {
        var arguments = ["--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
        if network == .none { arguments.append("--unshare-net") }
        arguments += ["--disable-userns", "--uid", "\(Self.user)", "--gid", "\(Self.user)", "--cap-drop", "ALL"]
        arguments += ["--die-with-parent", "--new-session", "--hostname", "agent"]
        arguments += ["--ro-bind", "/usr", "/usr"]
        for (path, entry) in layout.entries.sorted(by: { $0.key < $1.key }) {
            switch entry {
            case .folder: arguments += ["--ro-bind", path, path]
            case .link(let target): arguments += ["--symlink", target, path]
            }
        }
        for path in Self.systemFiles { arguments += ["--ro-bind-try", path, path] }
        arguments += ["--ro-bind", users, "/etc/passwd", "--ro-bind", groups, "/etc/group"]
        arguments += ["--proc", "/proc", "--dev", "/dev"] + memoryFolder("/dev/shm") + ["--remount-ro", "/dev"]
        arguments += memoryFolder("/tmp") + memoryFolder(Self.home)
        for path in shown(readable) { arguments += ["--ro-bind-try", path, path] }
        for path in shown(writable) { arguments += ["--bind", path, path] }
        arguments += ["--bind", tree, tree]
        // A folder to be read may lie inside one that may be changed, as a clone's objects beside its trees do.
        for path in readable where (writable + [tree]).contains(where: { path.hasPrefix($0 + "/") }) {
            arguments += ["--ro-bind-try", path, path]
        }
        return arguments + ["--remount-ro", "/", "--chdir", tree, "--"] + command
    }

    static func userList(home: String = home) -> String {
        "root:x:0:0::/nonexistent:/usr/sbin/nologin\nagent:x:\(user):\(user)::\(home):/bin/sh\n"
            + "nobody:x:65534:65534::/nonexistent:/usr/sbin/nologin\n"
    }

    static let groupList = "root:x:0:\nagent:x:\(user):\nnogroup:x:65534:\n"

    private func memoryFolder(_ path: String) -> [String] { ["--size", "\(memoryFolderBytes)", "--tmpfs", path] }

    /// What the system folders show already needs no mount of its own.
    private func shown(_ paths: [String]) -> [String] { paths.filter { $0 != "/usr" && !$0.hasPrefix("/usr/") } }
}
