import Identifiers
import JSON
import GitHubSandbox
import POSIX
import Testing

/// Agents that try what they must not; the service goes on with the next job.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct HostileAgentTests {
    /// What an agent does, and what the comment must say about it.
    struct Attempt: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let script: String
        let words: String

        static let all = [
            Attempt(
                testDescription: "changes a workflow",
                script: "mkdir -p .github/workflows; echo 'on: push' > .github/workflows/x.yml",
                words: ".github/workflows/x.yml"),
            Attempt(
                testDescription: "writes a vendor's token", script: "echo ghp_0123456789abcdefghijABCDEFGHIJ456789 > token.txt",
                words: "token.txt"),
            Attempt(
                testDescription: "writes one of HookBot's secrets",
                script: "echo '\(ServiceFixture.token)' | rev > notes.txt", words: "notes.txt"),
            Attempt(
                testDescription: "links out of the tree", script: "ln -s /etc/passwd passwd", words: "passwd"),
        ]
    }

    @Test(arguments: Attempt.all)
    func `a change that must not leave is held back with its path`(attempt: Attempt) async throws {
        try await ServiceFixture.run(once(attempt.script)) { service in
            let bad = try await service.openLabelledIssue("Bad")
            let comment = try await service.end(of: bad, saying: "**Not published.**")
            #expect(comment.contains(attempt.words))
            try await service.expectNothingPublished()
            #expect(try await service.jobs().map { $0["state"]?.string } == ["rejected"])
            try await service.pullRequest(of: try await service.openLabelledIssue("Good"))
        }
    }

    @Test func `a guarded path that the rule allows is published, and no other one beside it`() async throws {
        var setup = ServiceSetup(
            agent:
                "mkdir -p .github/workflows; echo 'on: push' > .github/workflows/docs.yml; grep -q Both || exit 0; echo x > CODEOWNERS"
        )
        setup.rules = setup.rules.replacing(
            "use = \"fixer\"", with: "use = \"fixer\"\nallow-paths = [\".github/workflows/docs.yml\"]")
        try await ServiceFixture.run(setup) { service in
            try await service.pullRequest(of: try await service.openLabelledIssue("One"))
            let both = try await service.openLabelledIssue("Both")
            let comment = try await service.end(of: both, saying: "**Not published.**")
            #expect(comment.contains("CODEOWNERS") && !comment.contains("docs.yml"), "\(comment)")
        }
    }

    @Test func `programs named in a rewritten git folder are never run`() async throws {
        let script = """
            rm -rf .git; git init -q .; git config core.fsmonitor 'touch @folder/trap'
            git config core.hooksPath '@folder/hooks'; git config core.sshCommand 'touch @folder/trap'
            mkdir -p '@folder/hooks'; printf '#!/bin/sh\\ntouch @folder/trap\\n' > '@folder/hooks/pre-push'
            cp '@folder/hooks/pre-push' '@folder/hooks/pre-commit'; chmod +x '@folder/hooks/'*
            echo '*.txt filter=trap' > .git/info/attributes; git config filter.trap.clean 'touch @folder/trap'
            echo fixed > fixed.txt
            """
        try await ServiceFixture.run(ServiceSetup(agent: script)) { service in
            let issue = try await service.openLabelledIssue()
            let pull = try await service.pullRequest(of: issue)
            #expect(!Files.exists("\(service.folder)/trap"))
            let branch = try #require(pull.pull?.headBranch)
            #expect(try await service.sandbox.files(service.repository, branch) == ["README.md", "fixed.txt", "src/main.txt"])
            #expect(try await service.sandbox.messages(service.repository, branch).count == 2)
        }
    }

    /// What an agent makes of its own history; the files are the same in the end.
    private static let histories = [
        ("commits", "git add -A; git commit -qm mine; git commit -q --amend -m again; git tag v1"),
        ("goes elsewhere", "git checkout -q --orphan other; git add -A; git commit -qm 'on another root'; git branch -D main"),
        (
            "rewrites",
            "git commit -q --allow-empty -m one; git reset -q --soft HEAD~1; git update-ref refs/heads/main HEAD; git gc -q"
        ),
        ("has none any more", "rm -rf .git"),
        ("swaps it", "rm -rf .git; ln -s '@folder' .git"), ("swaps it for a file", "rm -rf .git; echo 'gitdir: /' > .git"),
    ]

    @Test(arguments: histories)
    func `of what an agent does to its history only the files count, as one commit on the pinned base`(
        what: String, script: String
    ) async throws {
        let identity = "export GIT_AUTHOR_NAME=eve GIT_AUTHOR_EMAIL=e@x GIT_COMMITTER_NAME=eve GIT_COMMITTER_EMAIL=e@x"
        try await ServiceFixture.run(ServiceSetup(agent: "\(identity)\necho fixed > fixed.txt\n\(script)\nexit 0")) { service in
            let base = try await service.sandbox.branchHead(service.repository, "main")
            let pull = try await service.pullRequest(of: try await service.openLabelledIssue())
            let branch = try #require(pull.pull?.headBranch)
            #expect(try await service.sandbox.files(service.repository, branch) == ["README.md", "fixed.txt", "src/main.txt"])
            let messages = try await service.sandbox.messages(service.repository, branch)
            #expect(messages.count == 2 && messages[0].contains("HookBot-Job"), "\(what): \(messages)")
            let repository = try await service.sandbox.repository(service.repository)
            #expect(repository.branches["main"].flatMap { CommitID($0) } == base && repository.branches.count == 2, "\(what)")
        }
    }

    @Test func `an agent gets none of the service's variables`() async throws {
        try await ServiceFixture.run(ServiceSetup(agent: "env > variables.txt; cat /proc/$PPID/environ >> variables.txt")) {
            service in
            let pull = try await service.pullRequest(of: try await service.openLabelledIssue())
            let branch = try #require(pull.pull?.headBranch)
            let bytes = try #require(try await service.sandbox.file(service.repository, branch, "variables.txt"))
            let variables = String(decoding: bytes, as: UTF8.self)
            #expect(variables.contains("PATH="))
            #expect(!variables.contains("canary") && !variables.contains("TEST_"), "\(variables)")
        }
    }

    @Test func `a token cannot be read through the git folder that an agent gets`() async throws {
        let script = "find .git -type f -exec cat {} + > '@folder/git-folder' 2>&1; echo fixed > fixed.txt"
        try await ServiceFixture.run(ServiceSetup(agent: script)) { service in
            try await service.pullRequest(of: try await service.openLabelledIssue())
            let seen = try Files.read("\(service.folder)/git-folder")
            #expect(!seen.isEmpty)
            #expect(ServiceFixture.secrets.allSatisfy { seen.firstRange(of: $0.utf8) == nil })
        }
    }

    /// The script for the first start, and a good change for those after it.
    private func once(_ script: String) -> ServiceSetup {
        ServiceSetup(
            agent: "if [ $(wc -l < '@folder/starts') -gt 1 ]; then echo fixed > fixed.txt; exit 0; fi\n\(script)")
    }
}
