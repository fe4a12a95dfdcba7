extension Diagnostic: CustomStringConvertible {
    package var description: String { text(coloured: false) }

    /// `path:line:col: error[E101]: text`, the source line with a caret span, and the help.
    package func text(coloured: Bool) -> String {
        func paint(_ text: String, _ code: String) -> String { coloured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
        let place = line > 0 ? "\(path):\(line):\(column)" : path
        let accent = severity == .error ? "1;31" : "1;33"
        var text = "\(paint(place, "1")): \(paint("\(severity.rawValue)[\(code.rawValue)]", accent)): \(message)"
        if let excerpt { text += "\n  \(excerpt.line)\n  \(excerpt.indent)\(paint(excerpt.carets, accent))" }
        if let help { text += "\n\(paint("help", "1;36")): \(help)" }
        return text
    }

    /// A terminal's width; a longer line is cut around the fault.
    private static let excerptWidth = 120

    private var excerpt: (line: String, indent: String, carets: String)? {
        guard let sourceLine else { return nil }
        let scalars = sourceLine.unicodeScalars.map { Self.isPlain($0) ? $0 : $0 == "\t" ? " " : "?" }
        let fault = min(max(0, column - 1), scalars.count)
        let shown = Self.window(of: scalars.map(TerminalWidth.of), around: fault)
        let end = max(fault, min(shown.upperBound, fault + width))
        var line = String.UnicodeScalarView()
        line.append(contentsOf: scalars[shown])
        return (
            String(line), String(repeating: " ", count: TerminalWidth.of(scalars[shown.lowerBound..<fault])),
            String(repeating: "^", count: max(1, TerminalWidth.of(scalars[fault..<end])))
        )
    }

    /// The part to show of a line whose scalars have these widths.
    private static func window(of widths: [Int], around fault: Int) -> Range<Int> {
        guard widths.reduce(0, +) > excerptWidth else { return widths.indices }
        var start = fault
        var before = 0
        while start > 0, before + widths[start - 1] <= excerptWidth / 2 {
            start -= 1
            before += widths[start]
        }
        var end = fault
        var cells = before
        while end < widths.count, cells + widths[end] <= excerptWidth {
            cells += widths[end]
            end += 1
        }
        return start..<end
    }

    /// Control characters and bidirectional overrides could make a terminal show something else than the file holds.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
        default: true
        }
    }
}
