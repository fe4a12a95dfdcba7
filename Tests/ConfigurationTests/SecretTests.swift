import Configuration
import Glibc
import Identifiers
import POSIX
import TestSupport
import Testing

@Suite struct SecretTests {
    @Test func `secrets come from variables, closed files and systemd credentials`() async throws {
        try await withTemporaryFolder { folder in
            try Files.write(Array("a-secret-in-a-file-of-its-own\n".utf8), to: "\(folder)/hook.secret")
            try Files.write(Array("a-secret-that-systemd-hands-over".utf8), to: "\(folder)/hook2", mode: 0o440)
            var environment = Sample.environment
            environment["CREDENTIALS_DIRECTORY"] = folder
            let result = Sample.load(
                """
                version = 1
                [github]
                token = "env:GITHUB_TOKEN"
                secrets = ["file:hook.secret", "credential:hook2", "env:GITHUB_WEBHOOK_SECRET"]
                """, path: "\(folder)/hookbot.toml", environment: environment)
            #expect(Sample.faults(result) == [])
            #expect(
                result.configuration?.gitHub.webhookSecrets.map(\.exposedText) == [
                    "a-secret-in-a-file-of-its-own", "a-secret-that-systemd-hands-over", "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                ])
        }
    }

    @Test(arguments: [(UInt32(0o640), "640"), (0o604, "604"), (0o660, "660"), (0o601, "601")])
    func `a secret file that others can open is refused`(mode: UInt32, shown: String) async throws {
        try await withTemporaryFolder { folder in
            try Files.write(Array("a-secret-in-a-file-of-its-own".utf8), to: "\(folder)/s")
            try #require(chmod("\(folder)/s", mode) == 0)
            let result = Self.load("file:s", in: folder)
            #expect(Sample.faults(result) == ["4:12 E305 \(folder)/s is open to other users (mode \(shown))"])
            #expect(result.diagnostics.first?.help == "chmod 600 \(folder)/s")
        }
    }

    @Test(
        arguments: [
            ("file:none", "E305", "No such file"), ("env:NOT_SET_ANYWHERE", "E305", "NOT_SET_ANYWHERE is not set"),
            ("credential:x", "E305", "CREDENTIALS_DIRECTORY is not set"), ("credential:../x", "E305", "may not contain '/'"),
            ("env:", "E304", "may not stand here in clear"), ("hunter2hunter2hunter2", "E304", "may not stand here in clear"),
            ("ghp_0123456789abcdefghij0123456789", "E304", "a GitHub token"),
            ("-----BEGIN RSA PRIVATE KEY-----", "E304", "a private key"), ("file:empty", "E305", "is empty"),
        ]
    )
    func `a secret that cannot be had is an error that does not show it`(value: String, code: String, part: String) async throws {
        try await withTemporaryFolder { folder in
            try Files.write([0x0A], to: "\(folder)/empty")
            let result = Self.load(value, in: folder)
            let first = try #require(result.diagnostics.first)
            #expect(first.code.rawValue == code && first.message.contains(part), "\(first)")
            if code == "E304" && value.utf8.count > 8 {
                for diagnostic in result.diagnostics { #expect(!"\(diagnostic)\(diagnostic.json())".contains(value)) }
            }
        }
    }

    @Test(
        arguments: [
            ("development", "is a known default"), ("ChangeMe", "is a known default"), ("secret", "is a known default"),
            ("fifteen-bytes-x", "has 15 bytes; at least 16 are needed"),
            ("aaaaaaaaaaaaaaaaaaaaaaaa", "repeats the same few characters"),
        ]
    )
    func `a webhook secret that is easy to guess is refused`(secret: String, fault: String) {
        var environment = Sample.environment
        environment["GITHUB_WEBHOOK_SECRET"] = secret
        environment["AGENT_API_SECRET"] = secret
        let result = Sample.load("version = 1", environment: environment)
        #expect(Sample.faults(result) == ["0:0 E306 the API secret \(fault)", "4:12 E306 this webhook secret \(fault)"])
        #expect(!result.diagnostics.contains { "\($0)".contains("\"\(secret)\"") })
    }

    @Test(
        arguments: [
            "tokne = \"hunter2-hunter2\"", "secret = 'hunter2-hunter2'", "api_key=\"hunter2-hunter2\"",
            "password = \"hunter2-hunter2\" x",
            "bot-name = \"sk-ant-hunter2-hunter2-hunter2-hunter2\"", "# ghp_hunter2hunter2hunter2hunter2\nx = 1",
        ]
    )
    func `the line shown for any mistake hides what could be a secret`(line: String) {
        let result = Sample.load(
            "version = 1\n[github]\ntoken = \"env:GITHUB_TOKEN\"\nsecrets = [\"env:GITHUB_WEBHOOK_SECRET\"]\n\(line)")
        #expect(result.hasErrors)
        for diagnostic in result.diagnostics { #expect(!"\(diagnostic)\(diagnostic.json())".contains("hunter2")) }
    }

    @Test func `a GitHub App takes its number and a closed key file`() async throws {
        try await withTemporaryFolder { folder in
            let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n"
            try Files.write(Array(key.utf8), to: "\(folder)/app.pem")
            let text = "version = 1\n[github]\napp-id = 12345\nkey-file = \"app.pem\"\nsecrets = [\"env:GITHUB_WEBHOOK_SECRET\"]"
            let result = Sample.load(text, path: "\(folder)/hookbot.toml")
            guard case .app(12345, let secret) = result.configuration?.gitHub.identity else {
                Issue.record("\(Sample.faults(result))")
                return
            }
            #expect(secret.exposedText + "\n" == key)
            try Files.write(Array("no key".utf8), to: "\(folder)/app.pem")
            #expect(
                Sample.faults(Sample.load(text, path: "\(folder)/hookbot.toml")) == [
                    "4:12 E305 \(folder)/app.pem holds no PEM key"
                ])
        }
    }

    private static func load(_ value: String, in folder: String) -> LoadResult {
        Sample.load(
            "version = 1\n[github]\ntoken = \"env:GITHUB_TOKEN\"\nsecrets = [\"\(value)\"]", path: "\(folder)/hookbot.toml")
    }
}
