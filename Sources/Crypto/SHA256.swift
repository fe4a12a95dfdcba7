internal import CCrypto

/// SHA-256 of a whole message (FIPS 180-4).
package func sha256(_ message: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    EVP_Digest(message, message.count, &digest, &length, EVP_sha256(), nil)
    return digest
}
