/// What one kind of fault came to over all its runs.
struct SoakRow: Sendable {
    var name: String
    var what: String
    /// Runs, and events in them.
    var runs = 0
    var events = 0
    var lost = 0
    var doubled = 0
    var orphans = 0
    var leaks = 0
    /// Promises broken in a database.
    var violations = 0
    /// Figures beside the counts.
    var notes: [String] = []
    /// What went wrong, by run.
    var troubles: [String] = []
    var elapsed = Duration.zero
    /// Of another program, printed for comparison.
    var isComparison = false

    init(_ name: String, _ what: String) {
        self.name = name
        self.what = what
    }

    var isClean: Bool {
        isComparison || (lost == 0 && doubled == 0 && orphans == 0 && leaks == 0 && violations == 0 && troubles.isEmpty)
    }

    mutating func add(_ other: SoakRow) {
        runs += other.runs
        events += other.events
        lost += other.lost
        doubled += other.doubled
        orphans += other.orphans
        leaks += other.leaks
        violations += other.violations
        troubles += other.troubles
        notes += other.notes
    }

    static func table(_ rows: [SoakRow]) -> String {
        let head = ["", "FAULT", "RUNS", "EVENTS", "LOST", "DOUBLED", "ORPHANS", "LEAKS", "BROKEN", "SECONDS", ""]
        let lines = rows.map { row in
            [row.name, row.what]
                + [row.runs, row.events, row.lost, row.doubled, row.orphans, row.leaks, row.violations].map(String.init)
                + ["\(row.elapsed.components.seconds)", row.notes.joined(separator: "; ")]
        }
        let widths = head.indices.map { column in ([head] + lines).map { $0[column].count }.max() ?? 0 }
        return ([head] + lines).map { cells in
            zip(cells, widths).enumerated().map { index, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return (2...9).contains(index) ? padding + cell.0 : cell.0 + padding
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
