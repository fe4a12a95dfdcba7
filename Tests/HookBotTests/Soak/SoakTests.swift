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
            let row = await run()
            try say("\(row.name) \(row.isClean ? "ok" : "FAILED") \(row.elapsed.components.seconds) s")
            for trouble in row.troubles.prefix(3) { try say(trouble) }
            rows.append(row)
        }
        try say("\nseed \(plan.seed), size \(plan.size.rawValue)\n\(SoakRow.table(rows))")
        for row in rows { #expect(row.isClean, "\(row.name): \(row.troubles.prefix(5).joined(separator: "\n"))") }
    }

    /// At once, also where somebody reads a pipe.
    private func say(_ text: String) throws {
        try Descriptor.standardOutput { (output) throws(SystemError) in try output.writeAll(Array("\(text)\n".utf8)) }
    }
}
