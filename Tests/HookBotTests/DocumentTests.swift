import Configuration
import POSIX
import Testing

@testable import HookBot

@Suite struct DocumentTests {
    private static let environment = [
        "GITHUB_TOKEN": "github-token-of-the-tests", "GITHUB_WEBHOOK_SECRET": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        "AGENT_API_SECRET": "a-bearer-token-of-32-characters!", "ANTHROPIC_API_KEY": "model-key-of-the-tests",
    ]

    @Test(arguments: try DocumentTests.names(in: "hooks", ending: ".toml").filter { $0 != "base.toml" })
    func `an example rule file loads behind the base without a remark`(name: String) throws {
        let text = try Self.text("hooks/base.toml") + Self.text("hooks/\(name)")
        let result = HookBotConfiguration.load(bytes: Array(text.utf8), path: name, environment: Self.environment)
        #expect(result.diagnostics.map(\.description) == [])
        let configuration = try #require(result.configuration)
        #expect(!configuration.rules.isEmpty || !configuration.commands.commands.isEmpty)
    }

    @Test func `the folder's page names every example rule file`() throws {
        let page = try Self.text("hooks/README.md")
        for name in try Self.names(in: "hooks", ending: ".toml") { #expect(page.contains("](\(name))"), "\(name)") }
    }

    @Test func `the configuration in the first steps loads without a remark`() throws {
        let page = try Self.text("docs/getting-started.md")
        let text = try #require(Self.blocks(of: page, language: "toml").first)
        let result = HookBotConfiguration.load(
            bytes: Array(text.utf8), path: "getting-started.md", environment: Self.environment)
        #expect(result.diagnostics.map(\.description) == [])
        #expect(result.configuration?.rules.count == 1)
    }

    @Test(arguments: try DocumentTests.documents())
    func `every relative link leads to a file`(document: String) throws {
        let folder = document.split(separator: "/").dropLast().joined(separator: "/")
        for target in try Self.text(document).matches(of: /\]\(([^)#\s]+)[^)]*\)/).map(\.1) where !target.contains("://") {
            let path = Self.resolved("\(folder)/\(target)")
            #expect(Files.exists("\(Self.root)/\(path)"), "\(document): \(target)")
        }
    }

    @Test(arguments: try DocumentTests.documents())
    func `every command of hookbot that a document names exists with its options`(document: String) throws {
        for span in Self.commands(in: try Self.text(document)) {
            let words = span.split(whereSeparator: \.isWhitespace).map(String.init)
            #expect(Self.isCommand(words), "\(document): hookbot \(span)")
        }
    }

    @Test func `a command that does not exist is noticed`() {
        #expect(Self.isCommand(["jobs", "list", "--state", "failed"]))
        #expect(Self.isCommand(["--config", "x.toml", "serve"]))
        #expect(!Self.isCommand(["jobs", "purge"]))
        #expect(!Self.isCommand(["jobs", "list", "--all"]))
        #expect(Self.commands(in: "See `hookbot serve` and\n```sh\nhookbot doctor  # checks\n```\n") == ["serve", "doctor"])
    }

    /// What follows `hookbot` in code spans and at the beginning of lines in blocks of shell.
    private static func commands(in page: String) -> [String] {
        let prose = page.replacing(/```[^`]*```/, with: "")
        let spans = prose.matches(of: /`hookbot ([a-z-][^`]*)`/).map { String($0.1) }
        let lines = blocks(of: page, language: "sh").flatMap { $0.split(separator: "\n") }
            .compactMap { $0.firstMatch(of: /(?:^|&& |sudo -u hookbot )hookbot ([a-z-][^#|&>]*)/).map { String($0.1) } }
        return (spans + lines).map { $0.trimmingSpaces() }
    }

    /// A group such as `db …` counts where the page says so with an ellipsis, and `check|show` stands for both.
    private static func isCommand(_ words: [String]) -> Bool {
        let plain = words.filter { $0 != "…" }
        if let place = plain.firstIndex(where: { $0.contains("|") && !$0.hasPrefix("-") }), place == 1 {
            return plain[1].split(separator: "|").allSatisfy { isCommand([plain[0], String($0)]) }
        }
        let takesGroup = plain.count < words.count
        if takesGroup { return CommandDescription.all.contains { $0.words.starts(with: plain) } }
        do {
            _ = try Invocation.parse(plain)
            return true
        } catch .help, .missingArgument {
            return true
        } catch {
            return false
        }
    }

    private static func blocks(of page: String, language: String) -> [String] {
        var blocks: [String] = []
        var rest = page[...]
        while let opening = rest.firstRange(of: "```\(language)\n") {
            rest = rest[opening.upperBound...]
            guard let closing = rest.firstRange(of: "\n```") else { break }
            blocks.append(String(rest[..<closing.lowerBound]))
            rest = rest[closing.upperBound...]
        }
        return blocks
    }

    private static func documents() throws -> [String] {
        let top = try names(in: "", ending: ".md")
        return try top
            + ["docs", "docs/decisions", "hooks"].flatMap { folder in
                try names(in: folder, ending: ".md").map { "\(folder)/\($0)" }
            }
    }

    private static func names(in folder: String, ending: String) throws -> [String] {
        try Files.names(in: "\(root)/\(folder)").filter { $0.hasSuffix(ending) }.sorted()
    }

    private static func text(_ path: String) throws -> String { try Files.readText("\(root)/\(path)") }

    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    /// Without `.` and `..`.
    private static func resolved(_ path: String) -> String {
        path.split(separator: "/").reduce(into: [Substring]()) { parts, part in
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }.joined(separator: "/")
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
