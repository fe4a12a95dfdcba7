internal import Configuration
internal import JSON

/// `hookbot config check` and `hookbot config show`
struct ConfigCommand {
    let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func check() throws -> Int32 {
        let file = try ConfigurationFile.load(invocation, environment: ProcessEnvironment.variables())
        let diagnostics = file.result.diagnostics
        let errors = diagnostics.count { $0.severity == .error }
        switch try format() {
        case .json: Output.line(JSONValue.array(diagnostics.map { $0.json() }).text(.indented))
        case .sarif: Output.line(DiagnosticReport.sarif(diagnostics, version: Version.number).text(.indented))
        case .text:
            let coloured = Output.complaintsTakeColour(ProcessEnvironment.variables())
            for diagnostic in diagnostics { Output.complain(diagnostic.text(coloured: coloured) + "\n") }
            let warnings = diagnostics.count - errors
            let found = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
                .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
            Output.line("\(file.path): \(found.isEmpty ? "no errors" : found.joined(separator: ", "))")
        }
        if errors > 0 { return 2 }
        return invocation.has("--strict") && !diagnostics.isEmpty ? 1 : 0
    }

    private enum Format: String, CaseIterable { case text, json, sarif }

    private func format() throws -> Format {
        guard let word = invocation["--format"] else { return invocation.has("--json") ? .json : .text }
        guard let format = Format(rawValue: word) else {
            throw UsageError.wrongValue(
                option: "--format", value: word, expected: Format.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return format
    }

    func show() throws -> Int32 {
        let file = try ConfigurationFile.load(invocation, environment: ProcessEnvironment.variables())
        if invocation.has("--json") {
            Output.line(JSONValue.array(file.result.settings.map { $0.json() }).text(.indented))
        } else {
            Output.write(EffectiveSetting.text(file.result.settings))
        }
        for diagnostic in file.result.diagnostics { Output.complain("\(diagnostic)\n") }
        return file.result.hasErrors ? 2 : 0
    }
}
