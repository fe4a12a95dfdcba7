/// One key as it holds, and who said so.
package struct EffectiveSetting: Sendable, Equatable {
    /// `agent.fixer.model`, `rule[0].name`.
    package let path: String
    /// TOML; a secret is `<secret>`.
    package let value: String
    package let origin: Origin

    package enum Origin: Sendable, Equatable, CustomStringConvertible {
        case file(path: String, line: Int)
        case environment(String)
        case standard

        package var description: String {
            switch self {
            case .file(let path, let line): "\(path):\(line)"
            case .environment(let name): "environment \(name)"
            case .standard: "default"
            }
        }
    }
}
