internal import CCrypto

/// Base64 with padding (RFC 4648 section 4).
package func base64(_ bytes: [UInt8]) -> String {
    var encoded = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
    let length = EVP_EncodeBlock(&encoded, bytes, Int32(bytes.count))
    return String(decoding: encoded.prefix(Int(length)), as: UTF8.self)
}

/// Base64 for URLs, without padding (RFC 4648 section 5), as JSON Web Tokens want it.
package func base64URL(_ bytes: [UInt8]) -> String {
    String(
        base64(bytes).compactMap { character -> Character? in
            switch character {
            case "+": "-"
            case "/": "_"
            case "=": nil
            default: character
            }
        })
}
