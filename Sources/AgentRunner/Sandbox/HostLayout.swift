internal import POSIX

/// How this machine lays out its system folders: on most, `/bin` is a link into `/usr`.
package struct HostLayout: Hashable, Sendable {
    package enum Entry: Hashable, Sendable {
        case folder
        case link(target: String)
    }

    /// What lies at the top besides `/usr`, by path; what is missing is left out.
    package var entries: [String: Entry]

    package init(entries: [String: Entry]) { self.entries = entries }

    package static func current() -> HostLayout {
        var entries: [String: Entry] = [:]
        for path in ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"] {
            if let target = Files.linkTarget(path) {
                entries[path] = .link(target: target)
            } else if Files.isFolder(path) {
                entries[path] = .folder
            }
        }
        return HostLayout(entries: entries)
    }
}
