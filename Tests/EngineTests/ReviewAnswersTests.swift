import Engine
import Testing

struct ReviewAnswersTests {
    struct Case: Sendable {
        var text: String
        var count: Int
        var summary: String
        var answers: [Int: String]
    }

    @Test(arguments: [
        Case(text: "", count: 2, summary: "", answers: [:]),
        Case(text: "All done.", count: 2, summary: "All done.", answers: [:]),
        Case(text: "Done.\n\n[1] Renamed.\n[2] Kept.", count: 2, summary: "Done.", answers: [1: "Renamed.", 2: "Kept."]),
        Case(text: "Done.\r\n[1]: Renamed.\r\n", count: 1, summary: "Done.", answers: [1: "Renamed."]),
        Case(text: "- **[1]** Renamed.\n  as asked\n\nBye.", count: 1, summary: "Bye.", answers: [1: "Renamed.\n  as asked"]),
        Case(text: "[2] Kept.\n[1] Renamed.", count: 2, summary: "", answers: [1: "Renamed.", 2: "Kept."]),
        Case(text: "[1] One.\n[1] More.", count: 1, summary: "", answers: [1: "One.\nMore."]),
        Case(text: "See [1] above and [link](x).", count: 1, summary: "See [1] above and [link](x).", answers: [:]),
        Case(text: "[3] Nobody asked.", count: 2, summary: "[3] Nobody asked.", answers: [:]),
        Case(text: "[1] x", count: 0, summary: "[1] x", answers: [:]),
        Case(text: "[1]", count: 1, summary: "", answers: [:]),
        Case(text: "[99999999999999999999] x", count: 9, summary: "[99999999999999999999] x", answers: [:]),
    ])
    func `answers are told from the summary`(sample: Case) {
        let parsed = ReviewAnswers(parsing: sample.text, count: sample.count)
        #expect(parsed.summary == sample.summary)
        #expect(parsed.answers == sample.answers)
    }
}
