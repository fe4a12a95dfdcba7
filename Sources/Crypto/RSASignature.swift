internal import CCrypto

/// A private key that cannot be used.
package struct KeyError: Error, Equatable, CustomStringConvertible {
    package let description: String
}

/// RSASSA-PKCS1-v1_5 with SHA-256 ("RS256", RFC 7518) over `message`, by an unencrypted PEM private key.
package func rs256(_ message: [UInt8], privateKey pem: [UInt8]) throws(KeyError) -> [UInt8] {
    guard let buffer = BIO_new_mem_buf(pem, Int32(pem.count)) else { throw KeyError(description: "out of memory") }
    defer { BIO_free(buffer) }
    // An empty password callback: without one OpenSSL would ask on the terminal.
    guard let key = PEM_read_bio_PrivateKey(buffer, nil, { _, _, _, _ in 0 }, nil) else {
        ERR_clear_error()
        throw KeyError(description: "not an unencrypted private key in PEM form")
    }
    defer { EVP_PKEY_free(key) }
    guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else { throw KeyError(description: "not an RSA key") }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    var length = 0
    guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1,
        EVP_DigestSign(context, nil, &length, message, message.count) == 1
    else {
        ERR_clear_error()
        throw KeyError(description: "the key cannot sign")
    }
    var signature = [UInt8](repeating: 0, count: length)
    guard EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else {
        ERR_clear_error()
        throw KeyError(description: "signing failed")
    }
    return Array(signature.prefix(length))
}
