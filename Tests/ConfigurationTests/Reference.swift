import Configuration

/// The tables of docs/configuration.md, as the schema gives them.
enum Reference {
    static func section(_ section: SectionSchema) -> String {
        let rows = section.keys.map(row).joined(separator: "\n")
        return "### \(heading(section.title))\n\n\(section.meaning)\n\n| Key | Takes | Default | |\n|---|---|---|---|\n\(rows)\n"
    }

    static func row(_ key: KeySchema) -> String {
        let variables = key.environment.map { "`\($0.name)`" }.joined(separator: ", ")
        let meaning = key.meaning + (variables.isEmpty ? "" : " Variables: \(variables).")
        let standard = key.standard.map { "`\($0)`" } ?? (key.isRequired ? "required" : "none")
        return "| `\(key.name)` | \(cell(key.type.expectation)) | \(cell(standard)) | \(cell(meaning)) |"
    }

    private static func heading(_ title: String) -> String {
        title.first == "[" ? "`\(title)`" : title.prefix(1).uppercased() + title.dropFirst()
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
