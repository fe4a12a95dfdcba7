internal import Crypto
package import Identifiers

/// GitHub's proof that a body is its own: `X-Hub-Signature-256: sha256=<64 hexadecimal digits>`.
///
/// https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
package enum WebhookSignature {
    /// The index of the secret that signed `body`, or nil where none did; every secret is tried, so that the time taken does
    /// not tell which one was right.
    package static func signer(of body: [UInt8], header: String?, secrets: [Secret]) -> Int? {
        guard let claimed = code(in: header) else { return nil }
        var signer: Int?
        for (index, secret) in secrets.enumerated() {
            let expected = HMACSHA256.code(of: body, key: secret.exposedBytes)
            if equalInConstantTime(expected, claimed), signer == nil { signer = index }
        }
        return signer
    }

    /// The value of the header that a body signed with `secret` must carry.
    package static func header(for body: [UInt8], secret: Secret) -> String {
        prefix + hexadecimal(HMACSHA256.code(of: body, key: secret.exposedBytes))
    }

    private static let prefix = "sha256="

    private static func code(in header: String?) -> [UInt8]? {
        guard let header, header.hasPrefix(prefix) else { return nil }
        let digits = header.dropFirst(prefix.count)
        guard digits.utf8.count == 64 else { return nil }
        return bytes(hexadecimal: digits)
    }
}
