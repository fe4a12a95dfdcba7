internal import CCrypto

/// Whether both hold the same bytes, in a time that depends on their length alone (CRYPTO_memcmp(3)).
package func equalInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}
