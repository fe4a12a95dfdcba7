internal import Identifiers
internal import TOML

/// One section, read by its schema: unknown keys, types, environment, defaults and missing keys are dealt with once, here.
struct SectionReader {
    let schema: SectionSchema
    /// As messages name it: `[agent.fixer]`, `[[rule]] 'fix'`.
    let label: String
    /// As `config show` names it: `agent.fixer`.
    let path: String
    /// Of the section's header; nil where the file has none.
    let range: TextRange?
    let loading: Loading
    private let table: TOMLTable?
    private var values: [String: (value: SettingValue, range: TextRange?)] = [:]

    init(_ schema: SectionSchema, label: String, path: String, table: TOMLTable?, at range: TextRange?, in loading: Loading) {
        self.schema = schema
        self.label = label
        self.path = path
        self.range = range
        self.loading = loading
        self.table = table
        checkNames()
        for key in schema.keys { read(key) }
    }

    /// A section that may be missing or no table at all.
    init(_ schema: SectionSchema, label: String, path: String, value: TOMLValue?, in loading: Loading) {
        if let value, value.table == nil {
            loading.report(.wrongType, at: value.range, "\(label) must be a table, not \(value.content.kind)")
        }
        self.init(schema, label: label, path: path, table: value?.table, at: value?.range, in: loading)
    }

    /// The table behind a key of this section, read by a schema of its own.
    func section(_ name: String, _ schema: SectionSchema) -> SectionReader {
        SectionReader(schema, label: "\(label) \(name)", path: joined(name), value: table?[name], in: loading)
    }

    var isPresent: Bool { table != nil }

    func has(_ name: String) -> Bool { values[name] != nil }
    func isInFile(_ name: String) -> Bool { table?.entry(name) != nil }
    func raw(_ name: String) -> TOMLValue? { table?[name] }

    /// Of the value where the file has it, else of the section.
    func place(_ name: String) -> TextRange? { values[name]?.range ?? table?[name]?.range ?? range }

    func text(_ name: String) -> String? { if case .text(let text) = values[name]?.value { text } else { nil } }
    func integer(_ name: String) -> Int64? { if case .integer(let number) = values[name]?.value { number } else { nil } }
    func decimal(_ name: String) -> Double? { if case .decimal(let number) = values[name]?.value { number } else { nil } }
    func flag(_ name: String) -> Bool { if case .flag(let flag) = values[name]?.value { flag } else { false } }
    func texts(_ name: String) -> [String] { if case .texts(let texts) = values[name]?.value { texts } else { [] } }
    func secret(_ name: String) -> Secret? { if case .secret(let secret) = values[name]?.value { secret } else { nil } }
    func secrets(_ name: String) -> [Secret] { if case .secrets(let secrets) = values[name]?.value { secrets } else { [] } }

    /// Only for keys with a default; the answer for a value that was refused is never used, as there is an error then.
    func duration(_ name: String) -> Duration {
        if case .duration(let duration) = values[name]?.value { duration } else { .seconds(1) }
    }

    /// Only for keys with a default.
    func number(_ name: String) -> Int {
        switch values[name]?.value {
        case .integer(let number): Int(number)
        case .size(let bytes): Int(bytes)
        default: 1
        }
    }

    /// One of the words of an enumeration whose raw values are the schema's choices.
    func choice<Word: RawRepresentable>(_ name: String, _ fallback: Word) -> Word where Word.RawValue == String {
        text(name).flatMap(Word.init) ?? fallback
    }

    private func checkNames() {
        for entry in table?.entries ?? [] where schema[entry.key] == nil && !loading.isFull {
            if let refused = schema.refused.first(where: { $0.name == entry.key }) {
                loading.report(
                    .unsupported, at: entry.keyRange, "'\(entry.key)' in \(label) is not supported by this version",
                    help: refused.help)
            } else {
                let near = didYouMean(entry.key, among: schema.keys.map(\.name))
                loading.report(.unknownKey, at: entry.keyRange, "unknown key '\(entry.key.shortened)' in \(label)\(near)")
            }
        }
    }

    private mutating func read(_ key: KeySchema) {
        if let value = table?[key.name] {
            if case .nested = key.type { return }
            guard let setting = read(value, key) else { return }
            values[key.name] = (setting, value.range)
            loading.record(joined(key.name), setting.shown, from: loading.origin(of: value.range))
        } else if let (variable, text) = spokenFor(key) {
            guard let setting = read(variable, text, key) else { return }
            values[key.name] = (setting, nil)
            loading.record(joined(key.name), setting.shown, from: .environment(variable.name))
        } else if let standard = key.standard {
            let nowhere = TextLocation(line: 0, column: 0)
            guard let setting = read(TOMLValue(standard, at: TextRange(nowhere, nowhere)), key) else { return }
            values[key.name] = (setting, nil)
            loading.record(joined(key.name), setting.shown, from: .standard)
        } else if key.isRequired {
            loading.report(.missingKey, at: range, "\(label) has no '\(key.name)'", help: "it takes \(key.type.expectation)")
        }
    }

    private func spokenFor(_ key: KeySchema) -> (variable: EnvironmentVariable, text: String)? {
        for variable in key.environment {
            if let text = loading.environment[variable.name], !text.isEmpty { return (variable, text) }
        }
        return nil
    }

    private func read(_ variable: EnvironmentVariable, _ text: String, _ key: KeySchema) -> SettingValue? {
        if key.type == .secret { return .secret(Secret(text)) }
        let nowhere = TextLocation(line: 0, column: 0)
        let value = TOMLValue(variable.content(text, for: key.type), at: TextRange(nowhere, nowhere))
        do throws(SettingProblem) {
            if let elements = try list(value, key, report: nil) { return elements }
            return try key.type.read(value.content, folder: loading.folder, secrets: loading.secrets)
        } catch {
            loading.report(error, at: nil, prefix: "the environment variable \(variable.name) is no good: ")
            return nil
        }
    }

    private func read(_ value: TOMLValue, _ key: KeySchema) -> SettingValue? {
        do throws(SettingProblem) {
            if let elements = try list(value, key, report: { loading.report($0, at: $1) }) { return elements }
            return try key.type.read(value.content, folder: loading.folder, secrets: loading.secrets)
        } catch {
            loading.report(error, at: value.range)
            return nil
        }
    }

    /// Arrays report each element at its own place; nil where the key takes no array.
    private func list(
        _ value: TOMLValue, _ key: KeySchema, report: ((SettingProblem, TextRange) -> Void)?
    ) throws(SettingProblem) -> SettingValue? {
        guard key.type == .texts || key.type == .secrets else { return nil }
        guard let elements = value.array else { throw key.type.mismatch(value.content) }
        let type: KeyType = key.type == .texts ? .text : .secret
        var texts: [String] = []
        var secrets: [Secret] = []
        for element in elements {
            do throws(SettingProblem) {
                switch try type.read(element.content, folder: loading.folder, secrets: loading.secrets) {
                case .text(let text): texts.append(text)
                case .secret(let secret): secrets.append(secret)
                default: break
                }
            } catch {
                guard let report else { throw error }
                report(error, element.range)
            }
        }
        return key.type == .texts ? .texts(texts) : .secrets(secrets)
    }

    private func joined(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}

extension String {
    /// For messages: a key a page long would hide what is said about it.
    var shortened: String { count <= 60 ? self : prefix(60) + "…" }
}
