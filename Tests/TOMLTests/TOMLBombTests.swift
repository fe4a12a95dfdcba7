import TOML
import Testing

@Suite struct TOMLBombTests {
    static let bombs: [(name: String, bytes: [UInt8], part: String)] = [
        ("nested arrays", text("a = " + String(repeating: "[", count: 100_000)), "nest"),
        ("nested inline tables", text("a = " + String(repeating: "{a=", count: 100_000)), "nest"),
        ("dotted header", text("[a" + String(repeating: ".a", count: 400_000) + "]"), "64 parts"),
        ("dotted key", text("x = 1\na" + String(repeating: " . 'b'", count: 100_000) + " = 1"), "64 parts"),
        (
            "dotted key behind strings",
            text("x = '''it's \"\"\"'''\ny = \"\\\"#\"\na" + String(repeating: ".a", count: 99) + "=1"), "64 parts"
        ),
        (
            "levels added up",
            text("[a" + String(repeating: ".a", count: 60) + "]\nb" + String(repeating: ".b", count: 60) + "=1"),
            "nested too deeply"
        ),
        ("over the size limit", [UInt8](repeating: 0x23, count: 1 << 20) + [0x0A], "1048577 bytes"),
        ("NUL", text("a = 1\nb = \"\0\""), "NUL"),
        ("control character in a comment", text("# \u{1}\n"), "control characters"),
        ("invalid UTF-8", text("a = \"") + [0xFF, 0x22], "not UTF-8"),
        ("overlong UTF-8", text("a = \"") + [0xC0, 0x80, 0x22], "not UTF-8"),
        ("surrogate", text("a = \"") + [0xED, 0xA0, 0x80, 0x22], "not UTF-8"),
        ("UTF-16 with a mark", [0xFF, 0xFE, 0x61, 0x00], "not UTF-8"),
        ("cut UTF-8", text("a = \"") + [0xE2, 0x82], "not UTF-8"),
        ("huge integer", text("a = " + String(repeating: "9", count: 1000)), "cannot exceed"),
        ("unclosed string", text("a = \"abc"), "end-of-file"),
    ]

    @Test(arguments: bombs.indices)
    func `a bomb is an error and no crash`(index: Int) {
        let bomb = Self.bombs[index]
        let error = #expect(throws: TOMLError.self, "\(bomb.name)") { try TOMLDocument(parsing: bomb.bytes) }
        #expect(error?.message.contains(bomb.part) == true, "\(bomb.name): \(error?.description ?? "")")
    }

    @Test func `many tables side by side are no depth`() throws {
        let lines = (0..<5_000).map { "[t\($0).a.b]\nv = 1.5\n" }
        #expect(try TOMLDocument(parsing: lines.joined()).root.entries.count == 5_000)
    }

    @Test func `exactly as many levels as allowed are read`() throws {
        let header = (1...3).map { _ in "a" }.joined(separator: ".")
        _ = try TOMLDocument(parsing: Array("[\(header)]".utf8), depthLimit: 3)
        #expect(throws: TOMLError.self) { try TOMLDocument(parsing: Array("[\(header).a]".utf8), depthLimit: 3) }
    }

    @Test func `any cut or changed byte of a document is read or refused`() {
        let text = Array(
            "a.b = 'x' # c\n[[t]]\nq = [1, { z = \"\\u00e9\" }]\nd = 1979-05-27T07:32:00Z\nm = '''\ny'''\nf = 1e3\n".utf8)
        var random = SplitMix(state: 7)
        for _ in 0..<3_000 {
            var changed = text
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: changed.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: changed[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: changed.remove(at: place)
                default: changed.insert(text[Int.random(in: text.indices, using: &random)], at: place)
                }
            }
            do {
                _ = try TOMLDocument(parsing: changed)
            } catch {
                #expect(error.location.line >= 1 && !error.message.isEmpty)
            }
        }
    }

    private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }
}

/// A generator with a seed, so that a failure can be seen again.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
