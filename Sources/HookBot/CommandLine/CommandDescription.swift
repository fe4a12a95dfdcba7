/// One command as a person meets it: its words, what it takes, and the help that says so.
struct CommandDescription: Sendable {
    struct Option: Sendable {
        var name: String
        /// What the option's value is called, or nil where it takes none.
        var value: String?
        var summary: String
    }

    struct Positional: Sendable {
        var name: String
        var summary: String
        var isRequired = true
    }

    var words: [String]
    var summary: String
    var details = ""
    var positionals: [Positional] = []
    var options: [Option] = []
    /// Commands that HookBot starts itself are not listed.
    var isHidden = false

    var name: String { words.joined(separator: " ") }

    var usage: String {
        let positionals = positionals.map { $0.isRequired ? $0.name : "[\($0.name)]" }
        let options = options.map { option in "[\(option.name)\(option.value.map { " \($0)" } ?? "")]" }
        return (["hookbot", name] + positionals + options).joined(separator: " ")
    }

    /// The page that `hookbot COMMAND --help` prints.
    var help: String {
        var parts = ["\(summary)\n\nUsage: \(usage)"]
        if !details.isEmpty { parts.append(details) }
        if !positionals.isEmpty { parts.append(Self.table("Arguments:", positionals.map { ($0.name, $0.summary) })) }
        let options = options + CommandDescription.commonOptions
        parts.append(Self.table("Options:", options.map { ("\($0.name)\($0.value.map { " \($0)" } ?? "")", $0.summary) }))
        return parts.joined(separator: "\n\n") + "\n"
    }

    static let commonOptions = [
        Option(
            name: "--config", value: "PATH",
            summary: "configuration file (default: $HOOKBOT_CONFIG, ./hookbot.toml, /etc/hookbot/config.toml)"),
        Option(name: "--help", value: nil, summary: "show this help"),
    ]

    /// Rows in two columns under a title.
    static func table(_ title: String, _ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        let lines = rows.map { row in
            "  \(row.0)\(String(repeating: " ", count: width - row.0.count))  \(row.1)"
        }
        return ([title] + lines).joined(separator: "\n")
    }
}
