import POSIX
import Testing

/// `make soak`: everything that may go wrong, many times over; one table with the seed to see a failure again.
@Suite(.serialized, .enabled(if: SoakPlan.current != nil, "make soak"))
struct SoakTests {
    @Test func `nothing is lost and nothing is doubled, whatever dies`() async throws {
        let plan = try #require(SoakPlan.current)
        let soak = Soak(plan: plan)
        let all: [(String, () async -> SoakRow)] = [
            ("kills", soak.randomKills), ("failpoints", soak.failpoints), ("syscalls", soak.systemCalls),
            ("duplicates", soak.duplicates),
            ("chaos", soak.chaos), ("nodes", soak.nodes), ("zombies", soak.zombies), ("burst", soak.acknowledged),
            ("burst-webhook", soak.acknowledgedByWebhook),
            ("recovery", soak.recovery),
            ("pressure", soak.pressure), ("steady", soak.steady),
        ]
        #expect(plan.rows.isSubset(of: all.map(\.0)), "HOOKBOT_SOAK_ROWS names rows that there are not")
        var rows: [SoakRow] = []
        for (name, run) in all where plan.wants(name) {
            var row = await run()
            try say(row)
            for _ in 1..<plan.tries where !row.isClean {
                // The first failure stays in sight: only what the machine's pace did passes the second time.
                let first = row
                row = await run()
                row.notes.append("a try before: lost \(first.lost), doubled \(first.doubled), broken \(first.violations)")
                try say(row)
            }
            rows.append(row)
        }
        try say("\nseed \(plan.seed), size \(plan.size.rawValue)\n\(SoakRow.table(rows))")
        for row in rows { #expect(row.isClean, "\(row.name): \(row.troubles.prefix(5).joined(separator: "\n"))") }
    }

    private func say(_ row: SoakRow) throws {
        try say("\(row.name) \(row.isClean ? "ok" : "FAILED") \(row.elapsed.components.seconds) s")
        for trouble in row.troubles.prefix(3) { try say(trouble) }
    }

    /// At once, also where somebody reads a pipe.
    private func say(_ text: String) throws {
        try Descriptor.standardOutput { (output) throws(SystemError) in try output.writeAll(Array("\(text)\n".utf8)) }
    }
}
