internal import JSON

/// A stored explanation as lines for a terminal.
enum TraceText {
    static func lines(_ explanation: JSONValue) -> [String] {
        var lines = ["outcome: \(explanation["outcome"]?.string ?? "")"]
        if let permission = explanation["permission"] {
            lines.append(
                "permission: needs \(permission["needed"]?.string ?? ""), found \(permission["found"]?.string ?? "not asked for")"
            )
        }
        if let held = explanation["held"]?.string { lines.append("held back: \(held)") }
        if let condition = explanation["condition"] { lines += condition.traceLines(indent: "") }
        return lines.map(TerminalText.plain)
    }
}

extension JSONValue {
    fileprivate func traceLines(indent: String) -> [String] {
        let verdict = self["verdict"]?.string ?? ""
        let mark = verdict == "true" || verdict == "holds" ? "✓" : verdict == "not-evaluated" ? "–" : "✗"
        for word in ["all", "any"] {
            if let children = self[word]?.array {
                return ["\(indent)\(mark) \(word)"] + children.flatMap { $0.traceLines(indent: indent + "  ") }
            }
        }
        if let child = self["not"] { return ["\(indent)\(mark) not"] + child.traceLines(indent: indent + "  ") }
        guard let subject = self["subject"]?.string else { return ["\(indent)\(mark) always"] }
        let seen = self["seen"]?.string.map { ", saw \($0)" } ?? ""
        return ["\(indent)\(mark) \(subject) \(self["operator"]?.string ?? "") \(self["expected"]?.string ?? "")\(seen)"]
    }
}
