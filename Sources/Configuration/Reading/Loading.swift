internal import TOML

/// One reading of a configuration: where values come from, and what was found so far. It stays within one call.
final class Loading {
    /// Beyond it a file is no slip but something else, and more text helps nobody.
    static let diagnosticLimit = 500

    let source: SourceText
    let environment: [String: String]
    /// Absolute; relative paths start here.
    let folder: String
    let secrets: SecretReader
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var settings: [EffectiveSetting] = []

    init(path: String, text: String, environment: [String: String]) {
        source = SourceText(path: path, text: text)
        self.environment = environment
        folder = Paths.folder(of: path)
        secrets = SecretReader(environment: environment, folder: folder)
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
    var isFull: Bool { diagnostics.count >= Self.diagnosticLimit }

    /// Without a range the fault has no line of its own.
    func report(_ code: DiagnosticCode, at range: TextRange?, _ message: String, help: String? = nil) {
        guard !isFull else { return }
        let diagnostic = Diagnostic(
            code: code, path: source.path, line: range?.start.line ?? 0, column: range?.start.column ?? 0,
            width: range?.width ?? 0, message: message, help: help, sourceLine: range.flatMap { source.line($0.start.line) })
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }

    func report(_ problem: SettingProblem, at range: TextRange?, prefix: String = "") {
        report(problem.code, at: range, prefix + problem.message, help: problem.help)
    }

    func record(_ path: String, _ value: String, from origin: EffectiveSetting.Origin) {
        settings.append(EffectiveSetting(path: path, value: value, origin: origin))
    }

    func origin(of range: TextRange) -> EffectiveSetting.Origin {
        .file(path: source.path, line: range.start.line)
    }
}
