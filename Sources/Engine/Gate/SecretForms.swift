internal import Crypto
internal import JSON

/// The shapes in which a secret may be written so that whoever reads it has it: what the gate looks for and the redactor blanks out.
enum SecretForms {
    /// Shorter secrets would be found everywhere.
    static let shortestSecret = 8

    /// Raw, reversed, in hexadecimal digits, inside JSON and addresses, and in base64, by itself and at each alignment within a longer text; none for a secret
    /// that is too short.
    static func all(of secret: [UInt8]) -> [[UInt8]] {
        guard secret.count >= shortestSecret else { return [] }
        let digits = hexadecimal(secret)
        var forms = [
            secret, secret.reversed(), Array(digits.utf8), Array(digits.uppercased().utf8),
            Array(JSONValue.string(String(decoding: secret, as: UTF8.self)).text().utf8.dropFirst().dropLast()),
            percentEncoded(secret), Array(base64(secret).utf8),
        ]
        for alignment in 0..<3 {
            let shifted = Array(repeating: UInt8(0), count: alignment) + secret
            // The characters at both ends depend on the neighbours too.
            let encoded = Array(base64(shifted).utf8).filter { $0 != UInt8(ascii: "=") }
            let core = Array(encoded.dropFirst(alignment == 0 ? 0 : alignment + 1).dropLast(2))
            forms.append(core)
            forms.append(
                core.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 })
        }
        var seen: Set<[UInt8]> = []
        return forms.filter { seen.insert($0).inserted }
    }

    /// As RFC 3986 writes what is not unreserved.
    private static func percentEncoded(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: [byte]
            default: Array("%\(hexadecimal([byte]).uppercased())".utf8)
            }
        }
    }
}
