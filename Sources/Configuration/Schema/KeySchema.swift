package import TOML

/// One key of a section: what it takes, what holds where it is missing, and what it is for.
package struct KeySchema: Sendable {
    package let name: String
    package let type: KeyType
    /// Read like a value of the file; nil where the key has no default.
    package let standard: TOMLContent?
    package let isRequired: Bool
    /// In order; the first that is set speaks.
    package let environment: [EnvironmentVariable]
    /// A sentence for the reference.
    package let meaning: String

    init(
        _ name: String, _ type: KeyType, default standard: TOMLContent? = nil, required: Bool = false,
        environment: [EnvironmentVariable] = [], _ meaning: String
    ) {
        self.name = name
        self.type = type
        self.standard = standard
        isRequired = required
        self.environment = environment
        self.meaning = meaning
    }
}
