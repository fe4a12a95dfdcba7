internal import Crypto
package import JSON

/// All faults of a file in the Static Analysis Results Interchange Format, as code hosts and editors show them
/// (SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
package enum DiagnosticReport {
    /// - Parameter version: of HookBot.
    package static func sarif(_ diagnostics: [Diagnostic], version: String) -> JSONValue {
        let codes = Set(diagnostics.map(\.code)).sorted()
        let rules = codes.map { code -> JSONValue in
            [
                "id": .string(code.rawValue), "shortDescription": ["text": .string(code.summary)],
                "defaultConfiguration": ["level": .string(code.severity.rawValue)],
            ]
        }
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
            "runs": [
                [
                    "tool": ["driver": ["name": "hookbot", "semanticVersion": .string(version), "rules": .array(rules)]],
                    "columnKind": "unicodeCodePoints",
                    "results": .array(
                        zip(diagnostics, fingerprints(of: diagnostics)).map { diagnostic, fingerprint in
                            result(diagnostic, codes.firstIndex(of: diagnostic.code) ?? 0, fingerprint)
                        }),
                ]
            ],
        ]
    }

    private static func result(_ diagnostic: Diagnostic, _ index: Int, _ fingerprint: String) -> JSONValue {
        let text = [diagnostic.message, diagnostic.help.map { "Help: \($0)" }].compactMap(\.self).joined(separator: "\n")
        var location: [String: JSONValue] = ["artifactLocation": ["uri": .string(uri(of: diagnostic.path))]]
        if diagnostic.line > 0 {
            location["region"] = [
                "startLine": .integer(Int64(diagnostic.line)), "startColumn": .integer(Int64(diagnostic.column)),
                "endColumn": .integer(Int64(diagnostic.column + max(1, diagnostic.width))),
            ]
        }
        return [
            "ruleId": .string(diagnostic.code.rawValue), "ruleIndex": .integer(Int64(index)),
            "level": .string(diagnostic.severity.rawValue), "message": ["text": .string(text)],
            "locations": [["physicalLocation": .object(location)]],
            "partialFingerprints": ["primaryLocationLineHash": .string(fingerprint)],
        ]
    }

    /// By the text of the line and not by its number, so that a fault stays the same one when lines come in above it; what would be
    /// the same twice is numbered, under the name and in the form that GitHub's code scanning knows.
    private static func fingerprints(of diagnostics: [Diagnostic]) -> [String] {
        var seen: [String: Int] = [:]
        return diagnostics.map { diagnostic in
            let words = (diagnostic.sourceLine ?? diagnostic.message).split { $0 == " " || $0 == "\t" }.joined(separator: " ")
            let hash = hexadecimal(Array(sha256(Array("\(diagnostic.code.rawValue)\n\(words)".utf8)).prefix(8)))
            seen[hash, default: 0] += 1
            return "\(hash):\(seen[hash, default: 1])"
        }
    }

    /// A relative path stays one, so that it is found from the root of a checkout.
    private static func uri(of path: String) -> String {
        let relative = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        let allowed = Set("-._~/ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        let escaped = relative.utf8.map { byte in
            allowed.contains(byte)
                ? String(decoding: [byte], as: UTF8.self)
                : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
        return relative.hasPrefix("/") ? "file://\(escaped)" : escaped
    }
}
