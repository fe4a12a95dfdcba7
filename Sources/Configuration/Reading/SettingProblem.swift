/// Why a value is refused, before it is known where the value stands.
struct SettingProblem: Error, Equatable {
    let code: DiagnosticCode
    let message: String
    let help: String?

    init(_ code: DiagnosticCode, _ message: String, help: String? = nil) {
        self.code = code
        self.message = message
        self.help = help
    }
}
