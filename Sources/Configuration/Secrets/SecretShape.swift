/// Recognises what looks like a credential, so that it is refused where it stands in clear and never echoed.
enum SecretShape {
    /// What a text looks like ("a GitHub token"), or nil.
    static func kind(of text: String) -> String? {
        for (prefix, kind, length) in known {
            guard let start = text.firstRange(of: prefix) else { continue }
            let rest = text[start.upperBound...].prefix(while: isTokenCharacter)
            if rest.utf8.count >= length { return kind }
        }
        return text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----") ? "a private key" : nil
    }

    /// A line of TOML with `*` for the text of every string that is, or by the name of its key could be, a secret. Columns stay.
    static func masked(_ line: String) -> String {
        var masked = ""
        var index = line.startIndex
        var key = ""
        while index < line.endIndex {
            let character = line[index]
            guard character == "\"" || character == "'" else {
                if character == "=" { key = lastWord(line[..<index]) }
                masked.append(character)
                index = line.index(after: index)
                continue
            }
            let start = line.index(after: index)
            let end = line[start...].firstIndex(of: character) ?? line.endIndex
            let text = line[start..<end]
            let isKey = line[end...].dropFirst().drop(while: { $0 == " " }).first == "="
            let hides = SecretShape.kind(of: String(text)) != nil || (isSecretName(key) && !isReference(text) && !isKey)
            masked.append(character)
            masked += hides ? String(repeating: "*", count: text.unicodeScalars.count) : String(text)
            index = end
            if index < line.endIndex {
                masked.append(character)
                index = line.index(after: index)
            }
        }
        return kind(of: masked) == nil ? masked.hidingPassword : String(repeating: "*", count: line.unicodeScalars.count)
    }

    static func isReference(_ text: some StringProtocol) -> Bool {
        ["env:", "file:", "credential:"].contains { text.hasPrefix($0) }
    }

    private static let known: [(prefix: String, kind: String, length: Int)] = [
        ("ghp_", "a GitHub token", 16), ("gho_", "a GitHub token", 16), ("ghu_", "a GitHub token", 16),
        ("ghs_", "a GitHub token", 16), ("ghr_", "a GitHub token", 16), ("github_pat_", "a GitHub token", 16),
        ("sk-ant-", "an Anthropic key", 16), ("sk-", "an API key", 32), ("xoxb-", "a Slack token", 16),
        ("xoxp-", "a Slack token", 16), ("glpat-", "a GitLab token", 16), ("AKIA", "an AWS key", 16),
    ]

    private static func isTokenCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "-")
    }

    private static func lastWord(_ text: Substring) -> String {
        let word = text.reversed().drop { $0 == " " || $0 == "\"" || $0 == "'" }
            .prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        return String(word.reversed()).lowercased()
    }

    private static func isSecretName(_ key: String) -> Bool {
        !key.hasSuffix("file") && ["secret", "scret", "token", "tokn", "key", "passw"].contains { key.contains($0) }
    }
}
