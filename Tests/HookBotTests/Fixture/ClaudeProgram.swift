import Glibc
import POSIX

/// The real Claude Code, where `scripts/demo --agent claude` has fetched it.
enum ClaudeProgram {
    static let path: String? = {
        let home = getenv("HOME").map { String(cString: $0) } ?? "/root"
        let cache = getenv("XDG_CACHE_HOME").map { String(cString: $0) } ?? "\(home)/.cache"
        let versions = (try? Files.names(in: "\(cache)/hookbot/claude")) ?? []
        return versions.sorted().map { "\(cache)/hookbot/claude/\($0)/claude" }.last(where: Files.isExecutable)
    }()
}
