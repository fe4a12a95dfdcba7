internal import Rules
internal import TOML

/// Turns the tables of a file into a configuration, and reports all that is wrong with them.
struct ConfigurationReader {
    let loading: Loading
    let root: TOMLTable

    func configuration() -> HookBotConfiguration? {
        refuseSecretsInClear()
        let top = SectionReader(
            ConfigurationSchema.top, label: "the file", path: "", table: root, at: nil, in: loading)
        let server = server(top)
        let storage = storage(top)
        let gitHub = gitHub(top)
        let limits = limits(top)
        let git = git(top)
        let accounts = accounts(top)
        let agents = agents(top, accounts: accounts)
        let rules = rules(top, agents: agents)
        let endpoints = endpoints(top)
        let commands = commands(top, agents: agents)
        guard !loading.hasErrors, let server, let storage, let gitHub, let git else { return nil }
        return HookBotConfiguration(
            path: loading.source.path, server: server, storage: storage, gitHub: gitHub, limits: limits, git: git,
            agents: agents, accounts: accounts.compactMap(\.settings), rules: rules, commands: commands, endpoints: endpoints)
    }

    func section(_ name: String, _ schema: SectionSchema) -> SectionReader {
        SectionReader(schema, label: "[\(name)]", path: name, value: root[name], in: loading)
    }

    /// What `read` makes of each section below `[name.*]`, in the order of the file.
    func sections<Settings>(
        _ name: String, _ schema: SectionSchema, _ read: (String, SectionReader) -> Settings?
    ) -> [Settings] {
        guard let value = root[name] else { return [] }
        guard let table = value.table else {
            loading.report(.wrongType, at: value.range, "'\(name)' must hold tables by name: write [\(name).NAME]")
            return []
        }
        return table.entries.compactMap { entry in
            if !Self.isName(entry.key) {
                loading.report(
                    .wrongType, at: entry.keyRange, "'\(entry.key.shortened)' is no name for [\(name).NAME]",
                    help: "use up to 60 letters, digits, '-' and '_'")
            }
            let label = "[\(name).\(entry.key.shortened)]"
            return read(
                entry.key,
                SectionReader(schema, label: label, path: "\(name).\(entry.key)", value: entry.value, in: loading))
        }
    }

    /// Keys of type secret report themselves; this finds credentials that stand anywhere else.
    private func refuseSecretsInClear() {
        func visit(_ value: TOMLValue) {
            switch value.content {
            case .string(let text):
                guard let kind = SecretShape.kind(of: text), !SecretShape.isReference(text) else { return }
                loading.report(
                    .secretInClear, at: value.range, "this looks like \(kind) in clear",
                    help:
                        "name its place: \"env:NAME\", \"file:/path\" or \"credential:NAME\"; if it was a real secret, replace it"
                )
            case .array(let elements): elements.forEach(visit)
            case .table(let table): table.entries.forEach { visit($0.value) }
            case .integer, .float, .bool, .dateTime: break
            }
        }
        root.entries.forEach { visit($0.value) }
    }

    private static func isName(_ text: String) -> Bool {
        (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x5F
            }
    }
}
