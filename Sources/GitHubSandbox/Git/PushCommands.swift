/// The commands at the start of a push (gitprotocol-pack(5)): which references it wants to move.
struct PushCommands: Sendable {
    let references: [String]
    private let usesSideband: Bool

    init(_ body: [UInt8]) {
        var (rest, references, capabilities) = (body[...], [String](), "")
        while let length = Int(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16), length > 4, rest.count >= length {
            let line = rest.dropFirst(4).prefix(length - 4)
            rest = rest.dropFirst(length)
            let halves = line.split(separator: 0, maxSplits: 1)
            let words = String(decoding: halves.first ?? [], as: UTF8.self).split(whereSeparator: \.isWhitespace)
            if halves.count == 2 { capabilities = String(decoding: halves[1], as: UTF8.self) }
            if words.count == 3 { references.append(String(words[2])) }
        }
        self.references = references
        usesSideband = capabilities.split(whereSeparator: \.isWhitespace).contains("side-band-64k")
    }

    /// GitHub's answer to a push to protected branches: words in the sideband, and a refusal for each reference.
    func refusal(of refused: Set<String>) -> [UInt8] {
        var report = Self.line("unpack ok\n")
        for name in references {
            let reason = refused.contains(name) ? "protected branch hook declined" : "failed to push some refs"
            report += Self.line("ng \(name) \(reason)\n")
        }
        report += Array("0000".utf8)
        guard usesSideband else { return report }
        var answer: [UInt8] = []
        for name in refused.sorted() {
            answer += Self.line(
                "\u{2}error: GH006: Protected branch update failed for \(name).\nerror: Changes must be made through a pull request.\n"
            )
        }
        answer += Self.line([1] + report)
        return answer + Array("0000".utf8)
    }

    private static func line(_ text: String) -> [UInt8] { line(Array(text.utf8)) }

    private static func line(_ bytes: [UInt8]) -> [UInt8] {
        let digits = String(bytes.count + 4, radix: 16)
        return Array((String(repeating: "0", count: 4 - digits.count) + digits).utf8) + bytes
    }
}
