import Crypto
import Engine
import Identifiers
import Testing

@Suite struct GateTests {
    private func gate(allowing allowed: [String] = [], secrets: [Secret] = []) throws -> Gate {
        try Gate(allowedPaths: allowed, secrets: secrets, maximumFiles: 3, maximumSize: 100)
    }

    private func problems(_ path: String, allowing allowed: [String] = []) throws -> [String] {
        try gate(allowing: allowed).problems(with: [.init(path: path, isDeleted: false, size: 1)])
    }

    @Test(arguments: [
        ".github/workflows/ci.yml", ".GitHub/Workflows/ci.yml", ".claude", ".claude/settings.json", "sub/.claude/x", ".vscode",
        "claude.md",
        "docs/AGENTS.md", "codeowners", ".gitmodules", "a/.gitattributes", ".mcp.json", ".hookbot.toml", ".husky/pre-commit",
        ".envrc", ".npmrc",
    ])
    func `a path that decides how code is run or reviewed is held back`(path: String) throws {
        #expect(try problems(path).count == 1)
    }

    @Test(arguments: ["Sources/main.swift", "github/workflows/x", "claude/md", "README.md", "docs/claude.markdown"])
    func `an ordinary path passes`(path: String) throws { #expect(try problems(path).isEmpty) }

    @Test func `a path that the owner allows passes`() throws {
        #expect(try problems(".github/workflows/ci.yml", allowing: [".github/workflows/*.yml"]).isEmpty)
        #expect(try problems(".github/actions/x", allowing: [".github/workflows/*.yml"]).count == 1)
    }

    @Test func `deleting a guarded file is held back as well`() throws {
        #expect(try gate().problems(with: [.init(path: "CODEOWNERS", isDeleted: true, size: 0)]).count == 1)
    }

    @Test func `too many files and too many bytes are named with their limit`() throws {
        let files = (0..<4).map { Gate.File(path: "f\($0)", isDeleted: false, size: 30) }
        let problems = try gate().problems(with: files)
        #expect(problems.count == 2)
        #expect(problems[0].contains("limits.changed-files") && problems[1].contains("limits.changed-size"))
    }

    @Test(arguments: 0..<3)
    func `our own secret is found in every form`(alignment: Int) throws {
        let secret = Secret("s3cr3t-value-of-the-service")
        let gate = try gate(secrets: [secret])
        let bytes = secret.exposedBytes
        let shifted = Array("xyz".utf8.prefix(alignment)) + bytes + Array("tail".utf8)
        let forms: [[UInt8]] = [
            bytes, Array(bytes.reversed()), Array(hexadecimal(bytes).utf8), Array(base64(shifted).utf8),
            Array(base64URL(shifted).utf8), Array(hexadecimal(bytes).uppercased().utf8),
        ]
        for form in forms {
            #expect(gate.problem(with: Array("before ".utf8) + form + Array(" after".utf8), of: "file") != nil)
        }
        #expect(gate.problem(with: Array("nothing of the kind".utf8), of: "file") == nil)
        #expect(gate.problem(with: [], of: "s3cr3t-value-of-the-service.txt") != nil)
    }

    @Test(arguments: [
        "ghp_0123456789abcdefghijklmnopqrstuvwxyz", "github_pat_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH",
        "sk-ant-api03-0123456789abcdefghij",
        "AKIAIOSFODNN7EXAMPLE", "-----BEGIN OPENSSH PRIVATE KEY-----",
    ])
    func `what looks like somebody's token is held back`(token: String) throws {
        #expect(try gate().problem(with: "key = \(token)\n", called: "answer") != nil)
    }
}
