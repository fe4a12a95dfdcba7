/// Rows in columns for a terminal; the last column is not padded.
struct TextTable {
    let text: String

    init(_ heads: [String], _ rows: [[String]]) {
        let all = [heads] + rows.map { $0.map(TerminalText.plain) }
        let widths = heads.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        text = all.map { row in
            let cells = row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
            }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }
}
