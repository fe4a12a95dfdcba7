/// The identifier of a row in `code_repositories`.
package struct RepositoryID: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: some StringProtocol) {
        guard (1...64).contains(text.utf8.count) else { return nil }
        description = String(text)
    }
}
