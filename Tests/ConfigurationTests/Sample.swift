import Configuration
import POSIX
import TestSupport

/// Configurations for tests: an environment with strong secrets, and the sections that every file needs.
enum Sample {
    static let environment = [
        "GITHUB_TOKEN": "github-token-of-the-tests", "GITHUB_WEBHOOK_SECRET": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        "AGENT_API_SECRET": "a-bearer-token-of-32-characters!", "ANTHROPIC_API_KEY": "model-key-of-the-tests",
    ]

    static let gitHub = """
        [github]
        token = "env:GITHUB_TOKEN"
        secrets = ["env:GITHUB_WEBHOOK_SECRET"]

        """

    static let agent = """
        [agent.fixer]

        """

    /// `text` and, behind it, the sections it lacks. Its own lines keep their numbers.
    static func completed(_ text: String) -> String {
        var whole = text.hasSuffix("\n") ? text : text + "\n"
        if !text.contains("[github]") { whole += gitHub }
        if !text.contains("[agent.") { whole += agent }
        return whole
    }

    static func load(
        _ text: String, path: String = "hookbot.toml", environment: [String: String] = Sample.environment
    ) -> LoadResult {
        HookBotConfiguration.load(bytes: Array(completed(text).utf8), path: path, environment: environment)
    }

    /// `4:1 E101 text`, for every diagnostic.
    static func faults(_ result: LoadResult) -> [String] {
        result.diagnostics.map { "\($0.line):\($0.column) \($0.code.rawValue) \($0.message)" }
    }

    /// A file of the package, by its path from the root.
    static func projectFile(_ path: String, from test: String = #filePath) throws -> String {
        let root = test.split(separator: "/").dropLast(3).joined(separator: "/")
        return try Files.readText("/\(root)/\(path)")
    }
}

extension Sample {
    /// The environment behind the mistakes in the documentation.
    static let documented = environment.merging(["WEAK_SECRET": "changeme"]) { own, _ in own }
}
