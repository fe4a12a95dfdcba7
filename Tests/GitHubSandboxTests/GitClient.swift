import BlockingWork
import Crypto
import GitHubSandbox
import POSIX
import Testing

/// The real git, with a configuration of its own.
struct GitClient {
    let folder: String
    /// One for all tests, as a waiting git holds a thread that the server of another may need.
    private static let work = BlockingWork(label: "test.git", width: 4)

    func run(_ arguments: [String], token: String? = nil) async throws -> ChildResult {
        var all = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"]
        if let token {
            all += ["-c", "http.extraHeader=Authorization: Basic \(base64(Array("x-access-token:\(token)".utf8)))"]
        }
        return try await ChildCommand(
            "/usr/bin/git", all + arguments,
            environment: [
                "HOME": folder, "PATH": "/usr/bin:/bin", "GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
            ], folder: folder
        ).run(on: Self.work)
    }

    /// Runs and expects success; gives the output without the last line feed.
    @discardableResult
    func output(_ arguments: [String], token: String? = nil) async throws -> String {
        let result = try await run(arguments, token: token)
        #expect(result.succeeded, "git \(arguments): \(String(decoding: result.errorOutput, as: UTF8.self))")
        return String(decoding: result.output.last == 10 ? result.output.dropLast() : result.output[...], as: UTF8.self)
    }
}
