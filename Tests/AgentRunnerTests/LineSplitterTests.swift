import AgentRunner
import Testing

@Suite struct LineSplitterTests {
    @Test func `lines are the same wherever the chunks are cut`() {
        let text = Array("first\r\n\nzw\u{e9}i \u{1F600}\nlast".utf8)
        let expected = ["first", "", "zw\u{e9}i \u{1F600}", "last"]
        for cut in 0...text.count {
            var splitter = LineSplitter()
            var lines = splitter.feed(text[..<cut]) + splitter.feed(text[cut...])
            if let rest = splitter.finish() { lines.append(rest) }
            #expect(lines.map { String(decoding: $0.bytes, as: UTF8.self) } == expected, "cut at \(cut)")
        }
    }

    @Test func `a line over the limit is cut and says so, and the next one is whole`() {
        var splitter = LineSplitter(limit: 4)
        let lines = splitter.feed(Array("1234\n12345\n12\n".utf8))
        #expect(lines.map(\.isCut) == [false, true, false])
        #expect(lines.map(\.bytes.count) == [4, 4, 2])
    }

    @Test func `nothing after the last line feed is no line`() {
        var splitter = LineSplitter()
        _ = splitter.feed(Array("one\n".utf8))
        #expect(splitter.finish() == nil)
    }
}
