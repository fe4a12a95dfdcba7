internal import Identifiers
internal import Patterns
internal import TOML

extension KeyType {
    /// Checks kind, unit and range of one value that is no array and no table.
    func read(_ content: TOMLContent, folder: String, secrets: SecretReader) throws(SettingProblem) -> SettingValue {
        switch (self, content) {
        case (.text, .string(let text)): return .text(text)
        case (.path, .string(let text)):
            guard !text.isEmpty, !text.contains("\0") else { throw SettingProblem(.wrongType, "a path may not be empty") }
            return .text(Paths.absolute(text, from: folder))
        case (.choice(let words), .string(let word)):
            if words.contains(word) { return .text(word) }
            let near = didYouMean(word, among: words)
            throw SettingProblem(.wrongType, "expected \(expectation), got \(content)\(near)")
        case (.integer(let range), .integer(let number)) where range.contains(number): return .integer(number)
        case (.decimal(let range), .float(let number)) where range.contains(number): return .decimal(number)
        case (.decimal(let range), .integer(let number)) where range.contains(Double(number)): return .decimal(Double(number))
        case (.flag, .bool(let flag)): return .flag(flag)
        case (.duration(let range), .string(let text)):
            if let duration = DurationText.parse(text), range.contains(duration) { return .duration(duration) }
            throw mismatch(content)
        case (.size(let range), .string(let text)):
            if let bytes = SizeText.parse(text), range.contains(bytes) { return .size(bytes) }
            throw mismatch(content)
        case (.secret, .string(let text)):
            guard let reference = SecretReference(text) else { throw Self.inClear(text) }
            return .secret(try secrets.read(reference))
        default: throw mismatch(content)
        }
    }

    func mismatch(_ content: TOMLContent) -> SettingProblem {
        let got: String
        switch content {
        case .integer, .float, .bool: got = "\(content)"
        case .string(let text):
            let isSecret = self == .secret || self == .secrets || SecretShape.kind(of: text) != nil
            got = text.utf8.count > 60 || isSecret ? content.kind : "\(content)"
        case .table, .array, .dateTime: got = content.kind
        }
        return SettingProblem(.wrongType, "expected \(expectation), got \(got)")
    }

    private static func inClear(_ text: String) -> SettingProblem {
        let what = SecretShape.kind(of: text).map { "this looks like \($0) in clear" } ?? "a secret may not stand here in clear"
        return SettingProblem(
            .secretInClear, what,
            help: "name its place: \"env:NAME\", \"file:/path\" or \"credential:NAME\"; if it was a real secret, replace it")
    }
}

/// `; did you mean 'x'?`, or nothing.
func didYouMean(_ word: String, among candidates: some Sequence<String>) -> String {
    guard word.utf8.count <= 100 else { return "" }
    let near = suggestions(for: word, among: candidates)
    return near.isEmpty ? "" : "; did you mean " + near.map { "'\($0)'" }.joined(separator: " or ") + "?"
}
