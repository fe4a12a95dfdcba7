/// `owner/name` of a repository on one git host, in the characters GitHub allows for both.
package struct RepositoryName: Hashable, Sendable, CustomStringConvertible {
    package let owner: String
    package let name: String

    package init?(owner: some StringProtocol, name: some StringProtocol) {
        guard Self.isValid(owner), Self.isValid(name) else { return nil }
        self.owner = String(owner)
        self.name = String(name)
    }

    /// Reads `owner/name`.
    package init?(_ fullName: some StringProtocol) {
        let parts = fullName.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        self.init(owner: parts[0], name: parts[1])
    }

    package var description: String { "\(owner)/\(name)" }

    private static func isValid(_ part: some StringProtocol) -> Bool {
        (1...100).contains(part.utf8.count) && part != "." && part != ".."
            && part.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == 0x2D || byte == 0x2E || byte == 0x5F
            }
    }
}
