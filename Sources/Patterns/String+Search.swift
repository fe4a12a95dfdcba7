internal import CRE2

extension String {
    /// Byte for byte, in time linear in both; `contains` of the standard library compares whole characters instead.
    package func containsBytes(of part: String) -> Bool {
        guard !part.isEmpty else { return true }
        var text = self
        var part = part
        return text.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { text in
                part.withUTF8 { part in
                    part.withMemoryRebound(to: CChar.self) { part in
                        text.count >= part.count
                            && cre2_contains(text.baseAddress, text.count, part.baseAddress, part.count)
                    }
                }
            }
        }
    }

    package func startsWithBytes(of prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

    package func endsWithBytes(of suffix: String) -> Bool { utf8.reversed().starts(with: suffix.utf8.reversed()) }
}
