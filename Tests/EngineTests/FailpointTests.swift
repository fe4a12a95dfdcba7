import Engine
import Testing

struct FailpointTests {
    @Test func `every failpoint has a name of its own`() {
        #expect(Set(Failpoint.all.map(\.name)).count == Failpoint.all.count)
        #expect(Failpoint.all.count > 30)
    }

    @Test(
        arguments: [
            ("write.begun:kill", .kill, 1), ("write.begun:kill:3", .kill, 3),
            ("write.begun:hold:250", .hold(.milliseconds(250)), 1),
        ] as [(String, FailpointScript.Act, Int)])
    func `what is asked for is understood`(text: String, act: FailpointScript.Act, passage: Int) {
        #expect(FailpointScript.entry(text[...]) == .init(name: "write.begun", act: act, passage: passage))
    }

    @Test(arguments: [
        "", "write.begun", "nowhere:kill", "write.begun:kill:0", "write.begun:kill:x", "write.begun:hold", "write.begun:hold:0",
        "write.begun:explode", "write.begun:kill:1:2",
    ])
    func `what does not exist is refused`(text: String) { #expect(FailpointScript.entry(text[...]) == nil) }

    @Test func `a kill happens at one passage only, and nowhere else`() {
        let script = FailpointScript(environment: "write.begun:kill:2,job.claimed:hold:5")
        #expect(script.next(at: .writeAnswered) == nil)
        #expect((1...3).map { _ in script.next(at: .writeBegun) } == [nil, .kill, nil])
        #expect((1...2).map { _ in script.next(at: .jobClaimed) } == [.hold(.milliseconds(5)), .hold(.milliseconds(5))])
    }
}
