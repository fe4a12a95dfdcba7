internal import BlockingWork
internal import POSIX

/// The `git` executable, which serves the sandbox's repositories: nothing of the user's configuration reaches it.
struct GitProgram: Sendable {
    private let executable: String
    private let work: BlockingWork

    /// Throws where git is not installed.
    init(path: String = "/usr/local/bin:/usr/bin:/bin") throws(GitFailure) {
        guard let executable = ChildCommand.find("git", path: path) else {
            throw GitFailure(description: "git is not in \(path): install the package git")
        }
        self.executable = executable
        work = BlockingWork(label: "sandbox.git", width: 8)
    }

    private static let environment: [String: String] = {
        var all = [
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": "/nonexistent", "PATH": "/usr/bin:/bin",
            "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8", "GIT_OPTIONAL_LOCKS": "0",
            "GIT_CONFIG_COUNT": String(configuration.count),
        ]
        for (index, entry) in configuration.enumerated() {
            all["GIT_CONFIG_KEY_\(index)"] = entry.key
            all["GIT_CONFIG_VALUE_\(index)"] = entry.value
        }
        return all
    }()

    /// What GitHub's repositories differ in: pull requests' heads are GitHub's to write, and a fetch may name any commit.
    private static let configuration: [(key: String, value: String)] = [
        ("receive.hideRefs", "refs/pull"), ("receive.autogc", "false"), ("gc.auto", "0"), ("core.quotePath", "false"),
        ("uploadpack.allowAnySHA1InWant", "true"),
    ]

    /// Runs to the end and gives the output with the exit code.
    func run(
        _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:], input: [UInt8] = []
    ) async throws(GitFailure) -> ChildResult {
        let all = Self.environment.merging(environment) { $1 }
        do {
            return try await ChildCommand(executable, arguments, environment: all, folder: folder)
                .run(on: work, input: input, timeout: .seconds(300), outputLimit: 1 << 30)
        } catch {
            throw GitFailure(description: "git: \(error)")
        }
    }

    /// The output of a command that must succeed.
    func output(
        _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:], input: [UInt8] = []
    ) async throws(GitFailure) -> [UInt8] {
        let result = try await run(arguments, in: folder, environment: environment, input: input)
        guard result.succeeded else {
            let reason = String(decoding: result.errorOutput.prefix(2000), as: UTF8.self)
            throw GitFailure(description: "git \(arguments.first ?? ""): \(result.end): \(reason)")
        }
        return result.output
    }

    /// The output as one line of text.
    func line(_ arguments: [String]) async throws(GitFailure) -> String {
        let bytes = try await output(arguments)
        return String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
    }
}
