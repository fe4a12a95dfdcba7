/// Where a secret is kept; a configuration file names the place and never holds the secret.
enum SecretReference: Equatable {
    case environment(String)
    case file(String)
    /// A file in systemd's `$CREDENTIALS_DIRECTORY`.
    case credential(String)

    init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let name = String(text[text.index(after: colon)...])
        guard !name.isEmpty else { return nil }
        switch text[..<colon] {
        case "env": self = .environment(name)
        case "file": self = .file(name)
        case "credential": self = .credential(name)
        default: return nil
        }
    }
}
