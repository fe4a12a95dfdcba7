import JSON
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "[1,-2,3.5]", #"{"a":{"b":[]},"c":"\u00e9\n"}"#, "9223372036854775807", #""""#, #"{"":0}"#,
        #""a\u0000b""#,
    ])
    func `text that was read is written with the same meaning`(text: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(try JSONValue(parsing: value.text()) == value)
        #expect(try JSONValue(parsing: value.text(.indented)) == value)
    }

    @Test(arguments: ["", "{", #"{"a":1,"a":2}"#, "[1,]", "nul", "1 2", "9223372036854775808", "[\u{1}]"])
    func `text that is not JSON is refused with its place`(text: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.line == 1)
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func `nesting without end is refused`() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 1_000_000)) }
    }

    @Test func `members are written in order of their names`() {
        #expect(JSONValue.object(["b": 1, "a": 2]).text() == #"{"a":2,"b":1}"#)
    }
}
