internal import Patterns

/// Paths an agent may not change unless a rule's owner says so: what decides how code is built, reviewed or run by others.
package struct GuardRail: Sendable {
    private let patterns: [(text: String, glob: Glob)]

    package static let defaultPatterns = [
        ".github/workflows/**", ".github/actions/**", "**/CODEOWNERS", "**/.gitmodules", "**/.gitattributes", ".hookbot.toml",
        ".hookbot/**", "**/.claude/**", "**/.mcp.json", "**/CLAUDE.md", "**/CLAUDE.local.md", "**/AGENTS.md", ".husky/**",
        ".githooks/**", "**/.envrc", ".vscode/**", "**/.npmrc", "**/bunfig.toml",
    ]

    package init(_ patterns: [String]) throws {
        // A link in the place of a folder changes everything below it.
        let all = patterns.flatMap { $0.hasSuffix("/**") ? [$0, String($0.dropLast(3))] : [$0] }
        self.patterns = try all.map { ($0, try Glob($0, caseSensitive: false)) }
    }

    /// The pattern that forbids `path`, or nil where it may be changed; letters' case does not matter, as some file systems ignore it.
    package func pattern(forbidding path: String) -> String? {
        patterns.first { $0.glob.matches(path) }?.text
    }
}
