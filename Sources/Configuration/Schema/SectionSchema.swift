/// A table of the configuration and every key it may hold.
package struct SectionSchema: Sendable {
    /// As headings show it: `[server]`, `[agent.NAME]`, `[[rule]]`.
    package let title: String
    package let meaning: String
    package let keys: [KeySchema]
    package let refused: [RefusedKey]

    init(_ title: String, _ meaning: String, keys: [KeySchema], refused: [RefusedKey] = []) {
        self.title = title
        self.meaning = meaning
        self.keys = keys
        self.refused = refused
    }

    package subscript(_ name: String) -> KeySchema? { keys.first { $0.name == name } }
}
