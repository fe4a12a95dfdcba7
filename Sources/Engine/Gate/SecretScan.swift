package import Identifiers
internal import Patterns

/// Finds secrets in bytes that are about to leave: our own in several encodings, and what looks like a vendor's token.
package struct SecretScan: Sendable {
    private let ownForms: [[UInt8]]
    private let vendors: [(name: String, pattern: Pattern)]

    package init(own secrets: [Secret]) throws {
        ownForms = secrets.map(\.exposedBytes).flatMap(SecretForms.all)
        vendors = try [
            ("GitHub token", "gh[pousr]_[A-Za-z0-9]{36,}"), ("GitHub token", "github_pat_[A-Za-z0-9_]{40,}"),
            ("Anthropic key", "sk-ant-[A-Za-z0-9_-]{20,}"), ("AWS access key", "AKIA[0-9A-Z]{16}"),
            ("Slack token", "xox[abpr]-[A-Za-z0-9-]{20,}"),
            ("private key", "-----BEGIN [A-Z ]*PRIVATE KEY-----"),
        ].map { ($0.0, try Pattern($0.1)) }
    }

    /// What kind of secret the bytes hold, or nil.
    package func find(in content: [UInt8]) -> String? {
        if ownForms.contains(where: { contains(content, $0) }) { return "one of HookBot's own secrets" }
        let text = String(decoding: content, as: UTF8.self)
        return vendors.first { $0.pattern.matches(text) }?.name
    }

    private func contains(_ content: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard !wanted.isEmpty, content.count >= wanted.count else { return false }
        return content.firstRange(of: wanted) != nil
    }
}
