package import Configuration
internal import Crypto
package import Identifiers

extension AccountSettings {
    /// Tells one key or login from another and nothing else: without `key` nobody learns from it what was put in.
    package func fingerprint(key: Secret) -> String {
        let content =
            switch credential {
            case .apiKey(let value), .oauthToken(let value): value.exposedText
            case .configFolder(let path): path
            }
        return hexadecimal(HMACSHA256.code(of: Array("\(baseURL)\n\(content)".utf8), key: key.exposedBytes).prefix(16))
    }
}
