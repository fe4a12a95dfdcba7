internal import Identifiers
internal import TOML

/// A value after its type and range were checked.
enum SettingValue {
    case text(String)
    case integer(Int64)
    case decimal(Double)
    case flag(Bool)
    case duration(Duration)
    case size(Int64)
    case texts([String])
    case secret(Secret)
    case secrets([Secret])

    /// As TOML; a secret is `<secret>`.
    var shown: String {
        switch self {
        case .text(let text): TOMLContent.string(text.hidingPassword).description
        case .integer(let number): "\(number)"
        case .decimal(let number): "\(number)"
        case .flag(let flag): "\(flag)"
        case .duration(let duration): "\"\(DurationText.text(duration))\""
        case .size(let bytes): "\"\(SizeText.text(bytes))\""
        case .texts(let texts): "[" + texts.map { TOMLContent.string($0).description }.joined(separator: ", ") + "]"
        case .secret(let secret): "\(secret)"
        case .secrets(let secrets): "[" + secrets.map { "\($0)" }.joined(separator: ", ") + "]"
        }
    }
}
