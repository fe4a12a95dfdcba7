internal import Crypto
internal import Identifiers
internal import JSON

/// The JSON Web Token by which a GitHub App proves who it is.
struct AppToken: Sendable {
    let text: Secret
    let expiresAt: Timestamp

    /// Issued a minute ago and valid eight more, as GitHub refuses tokens from the future and lives beyond ten minutes.
    init(app: Int64, key: Secret, at time: Timestamp) throws(GitHubError) {
        let seconds = time.milliseconds / 1000
        let header: JSONValue = ["alg": "RS256", "typ": "JWT"]
        let claims: JSONValue = [
            "iat": .integer(seconds - 60), "exp": .integer(seconds + 9 * 60 - 60), "iss": .string(String(app)),
        ]
        let message = "\(base64URL(header.bytes)).\(base64URL(claims.bytes))"
        do throws(KeyError) {
            let signature = try rs256(Array(message.utf8), privateKey: key.exposedBytes)
            text = Secret("\(message).\(base64URL(signature))")
        } catch {
            throw .unusableKey(error.description)
        }
        expiresAt = Timestamp(milliseconds: (seconds + 8 * 60) * 1000)
    }
}
