import TOML
import Testing

@Suite struct TOMLDocumentTests {
    @Test func `every kind of value is read`() throws {
        let root = try TOMLDocument(
            parsing: """
                text = "a\\tb"
                raw = 'c:\\d'
                long = '''
                two
                lines'''
                number = 9223372036854775807
                hex = 0xff
                ratio = 2.5
                on = true
                day = 1979-05-27
                moment = 1979-05-27T07:32:00Z
                list = [1, [2], { k = 3 }]
                """
        ).root
        #expect(root["text"]?.string == "a\tb")
        #expect(root["raw"]?.string == "c:\\d")
        #expect(root["long"]?.string == "two\nlines")
        #expect(root["number"]?.integer == .max)
        #expect(root["hex"]?.integer == 255)
        guard case .float(2.5) = root["ratio"]?.content else { throw Unexpected() }
        #expect(root["on"]?.bool == true)
        guard case .dateTime("1979-05-27") = root["day"]?.content else { throw Unexpected() }
        guard case .dateTime("1979-05-27T07:32:00Z") = root["moment"]?.content else { throw Unexpected() }
        let list = try #require(root["list"]?.array)
        #expect(list[0].integer == 1)
        #expect(list[1].array?.first?.integer == 2)
        #expect(list[2].table?["k"]?.integer == 3)
    }

    @Test func `keys keep the order in which they were written`() throws {
        let root = try TOMLDocument(parsing: "z = 1\na = 2\nm.y = 3\nm.b = 4\n[c]\nq = 1\np = 2\n").root
        #expect(root.keys == ["z", "a", "m", "c"])
        #expect(root["m"]?.table?.keys == ["y", "b"])
        #expect(root["c"]?.table?.keys == ["q", "p"])
    }

    @Test func `keys and values know their places`() throws {
        let root = try TOMLDocument(parsing: "# first\n  key = \"välue\"\n[table]\nother = { in = 12 }\n").root
        let key = try #require(root.entry("key"))
        #expect(key.keyRange == TextRange(TextLocation(line: 2, column: 3), TextLocation(line: 2, column: 6)))
        #expect(key.value.range == TextRange(TextLocation(line: 2, column: 9), TextLocation(line: 2, column: 16)))
        #expect(key.value.range.width == 7)
        #expect(root["table"]?.location == TextLocation(line: 3, column: 1))
        #expect(root["table"]?.table?["other"]?.table?["in"]?.location == TextLocation(line: 4, column: 16))
    }

    @Test func `columns count characters and not bytes`() throws {
        let root = try TOMLDocument(parsing: "\"ключ\" = 1").root
        #expect(root["ключ"]?.location == TextLocation(line: 1, column: 10))
    }

    @Test func `a byte order mark in front is no part of the first key`() throws {
        #expect(try TOMLDocument(parsing: [0xEF, 0xBB, 0xBF] + Array("a = 1".utf8)).root.keys == ["a"])
    }

    @Test func `an empty text is an empty table`() throws {
        #expect(try TOMLDocument(parsing: "").root.entries.isEmpty)
    }

    @Test(
        arguments: [
            ("a b = 1", "1:3: expected '=', saw 'b'"),
            ("ok = 1\n= 3", "2:1: expected keys, tables, whitespace or comments, saw '='"),
            ("a = 99999999999999999999", "1:25: '99999999999999999999' is not representable in 64 bits"),
            ("k = \"a\\qb\"", "1:8: unknown escape sequence '\\q'"),
            ("# é\nday = 1979-05-27T:7:32:00Z\n", "2:18: malformed value"),
            ("a = 1 b = 2", "1:7: expected a comment or whitespace, saw 'b'"),
        ]
    )
    func `a syntax error names its place`(text: String, expected: String) {
        #expect(failure(text)?.description == expected)
    }

    @Test(
        arguments: [
            ("a = 1\nb = 2\na = 3\n", 3, 1, TextLocation(line: 1, column: 1)),
            ("[t]\n x = 1\n[u]\nx = 1\n  x = 2", 5, 3, TextLocation(line: 4, column: 1)),
            ("[a]\nx=1\n[b]\n[a]\n", 4, 2, TextLocation(line: 1, column: 2)),
            ("[[r]]\nn='x'\n[r.when]\nq=1\n[r.when]\n", 5, 2, TextLocation(line: 3, column: 4)),
            ("[[r]]\nn=1\n[[r]]\nn=1\nn=2\n", 5, 1, TextLocation(line: 4, column: 1)),
        ]
    )
    func `a repeated key names both places`(text: String, line: Int, column: Int, first: TextLocation) {
        let error = failure(text)
        #expect(error?.location == TextLocation(line: line, column: column))
        #expect(error?.first == first)
        #expect(error?.message.contains("cannot redefine") == true)
    }

    @Test func `a key repeated within one line is still refused`() {
        #expect(failure("x = {a=1, a=2}")?.message == "cannot redefine existing integer 'a'")
    }

    private func failure(_ text: String) -> TOMLError? {
        do {
            _ = try TOMLDocument(parsing: text)
            return nil
        } catch { return error }
    }
}

private struct Unexpected: Error {}
