import Identifiers
import JSON
import POSIX
import TestSupport
import Testing

@testable import AgentRunner

@Suite struct RecordTests {
    static let ends: [ExitRecord.End] = [
        .exited(3), .signalled(9), .lost, .notStarted(program: "/x", isMissing: true, message: "m"),
    ]

    @Test(arguments: ends) func `an exit record is read as it was written`(end: ExitRecord.End) throws {
        let record = ExitRecord(
            end: end, stop: .idleLimit, isSandboxed: true, startedAt: Timestamp(milliseconds: 1),
            endedAt: Timestamp(milliseconds: 2), processorMilliseconds: 3, residentBytes: 4, outputBytes: 5, errorBytes: 6,
            omittedBytes: 7, errorTail: "tail\u{0}")
        #expect(ExitRecord(try JSONValue(parsing: record.json.bytes)) == record)
    }

    @Test(arguments: StopReason.allCases) func `every reason to stop has a name of its own`(reason: StopReason) {
        #expect(ExitRecord(ExitRecord(end: .lost, stop: reason).json)?.stop == reason)
    }

    @Test func `a launch record is read as it was written`() throws {
        var limits = AgentLimits()
        limits.wall = .milliseconds(1)
        limits.orphan = .seconds(2)
        limits.treeBytes = 3
        limits.outputTail = 4
        let record = LaunchRecord(
            arguments: ["/a", "b"], environment: ["C": "d"], tree: "/t", isSandboxed: true, limits: limits, heartbeat: "/h")
        #expect(try LaunchRecord(JSONValue(parsing: record.json.bytes)) == record)
    }

    @Test func `a record that is none is refused`() {
        #expect(ExitRecord(["stop": "cancelled"]) == nil)
        #expect(throws: AgentError.self) { try LaunchRecord(["tree": "/t"]) }
    }
}

@Suite struct OutputCopyTests {
    func copy(_ chunks: [String], head: Int, tail: Int, line: Int = 1000) async throws -> (text: String, omitted: Int) {
        try await withTemporaryFolder { folder in
            var copy = try OutputCopy(to: "\(folder)/out", head: head, tail: tail, line: line)
            for chunk in chunks { copy.take(Array(chunk.utf8)[...]) }
            copy.finish { Array("<\($0)>\n".utf8) }
            return (try Files.readText("\(folder)/out"), copy.omitted)
        }
    }

    @Test func `what fits is kept as it is`() async throws {
        #expect(try await copy(["ab\n", "cd"], head: 10, tail: 10).text == "ab\ncd")
    }

    @Test func `what fits in head and tail together has no mark`() async throws {
        #expect(try await copy(["ab\n", "cd\n", "ef\n"], head: 3, tail: 6).text == "ab\ncd\nef\n")
    }

    @Test func `of too much the beginning and the last whole lines are kept`() async throws {
        let lines = (10..<60).map { "\($0)\n" }
        let (text, omitted) = try await copy(lines, head: 6, tail: 7)
        #expect(text == "10\n11\n\n<138>\n58\n59\n")
        #expect(omitted == 138)
    }

    @Test func `an endless line is cut and the next one is whole`() async throws {
        let (text, omitted) = try await copy(["aaa", "aaaaa", "a\nbb\n"], head: 100, tail: 10, line: 4)
        #expect(text == "aaaa\nbb\n")
        #expect(omitted == 5)
    }
}
