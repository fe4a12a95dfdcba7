/// The members of a table in the order they were written.
package struct TOMLTable: Sendable {
    package let entries: [TOMLEntry]
    private let positions: [String: Int]

    package init(_ entries: [TOMLEntry]) {
        self.entries = entries
        positions = Dictionary(entries.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package subscript(_ key: String) -> TOMLValue? { entry(key)?.value }

    package func entry(_ key: String) -> TOMLEntry? { positions[key].map { entries[$0] } }

    package var keys: [String] { entries.map(\.key) }
}
