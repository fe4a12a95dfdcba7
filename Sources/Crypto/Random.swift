internal import CCrypto

/// Bytes from OpenSSL's generator, fit for keys and tokens (RAND_bytes(3)).
package func randomBytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let status = RAND_bytes(&bytes, Int32(count))
    precondition(status == 1, "no randomness to be had: refusing to go on with predictable bytes")
    return bytes
}
