internal import CCrypto

/// HMAC-SHA256 over bytes as they arrive (RFC 2104, FIPS 180-4); one value authenticates one message.
package struct HMACSHA256: ~Copyable {
    private let context: OpaquePointer

    package init(key: [UInt8]) {
        // OpenSSL refuses a key of no bytes; HMAC pads keys with zeros, so one zero byte is the same key.
        let key = key.isEmpty ? [0] : key
        guard let context = ccrypto_hmac_sha256(key, key.count) else {
            preconditionFailure("HMAC-SHA256 is not available in this OpenSSL")
        }
        self.context = context
    }

    deinit { EVP_MAC_CTX_free(context) }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
        EVP_MAC_update(context, base.assumingMemoryBound(to: UInt8.self), bytes.count)
    }

    /// The 32 bytes of the code.
    package consuming func finish() -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 32)
        var length = 0
        EVP_MAC_final(context, &code, &length, code.count)
        return code
    }

    /// The code of a whole message.
    package static func code(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        var mac = HMACSHA256(key: key)
        message.withUnsafeBytes { mac.update($0) }
        return mac.finish()
    }
}
