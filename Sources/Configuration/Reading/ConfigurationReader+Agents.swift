internal import Identifiers
internal import Patterns
internal import POSIX
internal import Rules
internal import TOML

extension ConfigurationReader {
    func agents(_ top: SectionReader, accounts: [NamedAccount]) -> [AgentSettings] {
        sections("agent", ConfigurationSchema.agent) { agent($0, $1, accounts: accounts) }
    }

    private func agent(_ name: String, _ section: SectionReader, accounts: [NamedAccount]) -> AgentSettings? {
        let limits = section.section("budget", ConfigurationSchema.budget)
        let budget = AgentBudget(
            dollars: limits.decimal("usd"), turns: limits.integer("turns").map(Int.init), wall: limits.duration("wall"),
            idle: limits.duration("idle"))
        let runner = section.choice("runner", AgentSettings.Runner.claude)
        let command = command(section, runner)
        let used = usedAccounts(section, runner, accounts)
        let sandbox = section.choice("sandbox", AgentSettings.Sandbox.required)
        let mode = section.choice("permission-mode", AgentSettings.PermissionMode.acceptEdits)
        if mode == .bypassPermissions && sandbox != .required {
            loading.report(
                .unsafeValue, at: section.place("permission-mode"),
                "\(section.label) may do anything, and perhaps without a sandbox",
                help: "set sandbox = \"required\"")
        }
        let network = section.choice("network", AgentSettings.Network.none)
        let logins = accounts.filter { used.contains($0.name) && $0.settings?.isLogin == true }
        if runner == .claude, network == .none, sandbox != .off, let login = logins.first {
            loading.report(
                .conflict, at: section.place("network"),
                "\(section.label) has no network, but [accounts.\(login.name)] is a login that only the agent itself can use",
                help: "set network = \"shared\", or give that account an api-key or oauth-token, which HookBot uses for the agent"
            )
        }
        checkEnvironment(section)
        guard let prompt = prompt(section), !command.isEmpty else { return nil }
        return AgentSettings(
            name: name, runner: runner, command: command, sandbox: sandbox, prompt: prompt, model: section.text("model"),
            tools: section.texts("tools"), network: network, environment: section.texts("env"),
            budget: budget, permissionMode: mode, onLimit: section.choice("on-limit", .wait), accounts: used,
            writes: section.flag("writes"), guidance: section.texts("guidance"))
    }

    private func command(_ section: SectionReader, _ runner: AgentSettings.Runner) -> [String] {
        if runner == .command && !section.isInFile("command") {
            loading.report(.missingKey, at: section.range, "\(section.label) has no 'command', which its runner needs")
            return []
        }
        var command = section.texts("command")
        guard let program = command.first, !program.isEmpty, !command.contains(where: { $0.contains("\0") }) else {
            if section.raw("command")?.array != nil {
                loading.report(.wrongType, at: section.place("command"), "a command needs the name of a program")
            }
            return []
        }
        if program.contains("/") {
            command[0] = Paths.absolute(program, from: loading.folder)
            if !Files.isExecutable(command[0]) {
                loading.report(
                    .unknownReference, at: section.place("command"), "'\(command[0])' is not there or not executable")
            }
        }
        return command
    }

    private func usedAccounts(
        _ section: SectionReader, _ runner: AgentSettings.Runner, _ accounts: [NamedAccount]
    ) -> [String] {
        let names = accounts.map(\.name)
        let wanted = section.texts("accounts")
        for (index, name) in wanted.enumerated() where !names.contains(name) {
            let elements = section.raw("accounts")?.array ?? []
            loading.report(
                .unknownReference, at: elements.indices.contains(index) ? elements[index].range : section.place("accounts"),
                "there is no [accounts.\(name)]\(didYouMean(name, among: names))")
        }
        if runner == .command { return wanted }
        return wanted.isEmpty ? names : wanted
    }

    private func prompt(_ section: SectionReader) -> Template? {
        guard let text = section.text("prompt") else { return nil }
        return template(text, at: section.raw("prompt"), "prompt", of: section)
    }

    /// A prompt written out or in a file, and read as a template.
    func template(_ text: String, at value: TOMLValue?, _ name: String, of section: SectionReader) -> Template? {
        let isFile = Self.isFileName(text)
        guard
            let source = promptText(
                text,
                failure: { path, error in
                    loading.report(
                        .unknownReference, at: value?.range ?? section.place(name), "cannot read the prompt \(path): \(error)",
                        help: "a value ending in .md or .txt is the path of a file")
                })
        else { return nil }
        do throws(RuleProblem) {
            return try Template(source)
        } catch {
            report(
                error, at: value?.range ?? section.place(name), in: isFile ? nil : value, of: source,
                prefix: isFile ? "\(text): " : "")
            return nil
        }
    }

    /// What stands in the file that `text` names, or `text` itself.
    func promptText(_ text: String, failure: (String, SystemError) -> Void = { _, _ in }) -> String? {
        guard Self.isFileName(text) else { return text }
        let path = Paths.absolute(text, from: loading.folder)
        do throws(SystemError) {
            return try Files.readText(path, limit: 1 << 20)
        } catch {
            failure(path, error)
            return nil
        }
    }

    private static func isFileName(_ text: String) -> Bool {
        (text.hasSuffix(".md") || text.hasSuffix(".txt")) && !text.contains(where: { $0 == " " || $0 == "\n" || $0 == "{" })
    }

    private func checkEnvironment(_ section: SectionReader) {
        for (index, name) in section.texts("env").enumerated() {
            let elements = section.raw("env")?.array ?? []
            let range = elements.indices.contains(index) ? elements[index].range : section.place("env")
            let isName =
                !name.isEmpty
                && name.utf8.allSatisfy {
                    (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
                }
            if !isName {
                loading.report(.wrongType, at: range, "\"\(name.shortened)\" is no name of a variable")
            } else if Self.isDangerous(name) {
                loading.report(
                    .unsafeValue, at: range, "'\(name)' could hand the agent a credential or other programs to run",
                    help: "an agent is hostile once it has read a repository; remove it")
            }
        }
    }

    private static func isDangerous(_ name: String) -> Bool {
        let upper = name.uppercased()
        return ["TOKEN", "SECRET", "KEY", "PASS", "CREDENTIAL"].contains { upper.contains($0) }
            || [
                "GITHUB_", "GH_", "AWS_", "GOOGLE_", "AZURE_", "ANTHROPIC_", "PG", "SSH_", "GPG_", "LD_", "DYLD_", "PYTHON",
                "GIT_",
                "DBUS_", "XDG_RUNTIME_DIR",
            ].contains { upper.hasPrefix($0) }
            || ["DATABASE_URL", "NODE_OPTIONS", "BASH_ENV", "ENV", "NOTIFY_SOCKET"].contains(upper)
    }
}
