/// The SHA-1 name of a git object: 40 lower-case hexadecimal digits.
package struct CommitID: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 40,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        description = String(text)
    }

    /// The name git gives to "no object", as in the old side of a push that creates a branch.
    package static let zero = CommitID(unchecked: String(repeating: "0", count: 40))

    /// The first twelve digits, enough for people.
    package var short: String { String(description.prefix(12)) }

    private init(unchecked text: String) { description = text }
}
