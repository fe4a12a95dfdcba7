/// What became of reading a configuration: everything found wrong, and the configuration unless one of it is an error.
package struct LoadResult: Sendable {
    package let configuration: HookBotConfiguration?
    /// By place in the file.
    package let diagnostics: [Diagnostic]
    /// As far as the file could be read; for `config show`.
    package let settings: [EffectiveSetting]

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
