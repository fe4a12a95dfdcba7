/// Files that a reviewer should look at first: they decide what is run, installed or depended upon.
package enum SensitivePaths {
    private static let names: Set<String> = [
        "makefile", "dockerfile", "package.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "cargo.toml", "cargo.lock",
        "go.mod",
        "go.sum", "gemfile", "gemfile.lock", "requirements.txt", "pyproject.toml", "setup.py", "package.swift",
        "package.resolved",
        "pom.xml", "build.gradle", "build.gradle.kts", "cmakelists.txt",
    ]

    /// Whether `path` deserves a closer look.
    package static func contains(_ path: String) -> Bool {
        let parts = path.lowercased().split(separator: "/")
        guard let name = parts.last else { return false }
        return names.contains(String(name)) || name.hasSuffix(".sh") || parts.first == ".github"
            || parts.dropLast().contains("scripts")
    }
}
