import Testing
import WebServer

@Suite struct RequestTargetTests {
    @Test(arguments: [
        ("/", "/", [:]),
        ("/jobs/a%20b", "/jobs/a b", [:]),
        ("/caf%C3%A9", "/café", [:]),
        ("/a+b", "/a+b", [:]),
        ("/a%2Fb", "/a/b", [:]),
        ("/%252e%252e", "/%2e%2e", [:]),
        ("/..a/b..", "/..a/b..", [:]),
        ("/x?a=1&b=two+words&c=%26&d", "/x", ["a": "1", "b": "two words", "c": "&", "d": ""]),
        ("/x?", "/x", [:]),
        ("/x?a=b=c", "/x", ["a": "b=c"]),
        ("/x?p=../..", "/x", ["p": "../.."]),
    ])
    func `a good target is decoded once`(target: String, path: String, query: [String: String]) throws {
        let request = try Request(target: target)
        #expect(request.path == path)
        #expect(request.target == target)
        #expect(Dictionary(request.query.map { ($0.name, $0.value) }) { first, _ in first } == query)
    }

    @Test(
        arguments: [
            ("", .notAPath), ("*", .notAPath), ("http://host/", .notAPath), ("host:80", .notAPath),
            ("/%", .badEscape), ("/%2", .badEscape), ("/%zz", .badEscape), ("/?a=%g0", .badEscape), ("/%2%65", .badEscape),
            ("/%00", .forbiddenCharacter), ("/%0d%0a", .forbiddenCharacter), ("/%7f", .forbiddenCharacter),
            ("/?a=%00", .forbiddenCharacter), ("/a b", .forbiddenCharacter), ("/a\u{1}", .forbiddenCharacter),
            ("/a\\b", .forbiddenCharacter), ("/a%5cb", .forbiddenCharacter), ("/a#b", .forbiddenCharacter),
            ("/é", .forbiddenCharacter), ("/%ff", .notText), ("/%c0%af", .notText), ("/?a=%ff", .notText),
            ("/..", .dotSegment), ("/a/../b", .dotSegment), ("/%2e%2E/b", .dotSegment), ("/.%2e", .dotSegment),
            ("/./a", .dotSegment), ("/a%2f..%2fb", .dotSegment), ("/a/..%2f", .dotSegment),
        ] as [(String, TargetError)])
    func `a bad target is refused`(target: String, error: TargetError) {
        #expect(throws: error) { try Request(target: target) }
    }

    @Test func `headers are found in any case and the first one wins`() throws {
        let request = try Request(target: "/?a=1&a=2", headers: [("X-One", "1"), ("x-one", "2")])
        #expect(request.header("x-ONE") == "1")
        #expect(request.header("X-Two") == nil)
        #expect(request.query("a") == "1")
        #expect(request.query("b") == nil)
    }
}
