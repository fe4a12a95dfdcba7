extension Diagnostic: CustomStringConvertible {
    /// `path:line:col: error[E101]: text`, the source line with a caret span, and the help.
    package var description: String {
        let place = line > 0 ? "\(path):\(line):\(column)" : path
        var text = "\(place): \(severity.rawValue)[\(code.rawValue)]: \(message)"
        if let excerpt { text += "\n  \(excerpt.line)\n  \(excerpt.carets)" }
        if let help { text += "\nhelp: \(help)" }
        return text
    }

    /// A terminal's width; a longer line is cut around the fault.
    private static let excerptWidth = 120

    private var excerpt: (line: String, carets: String)? {
        guard let sourceLine else { return nil }
        let scalars = sourceLine.unicodeScalars.map { Self.isPlain($0) ? $0 : $0 == "\t" ? " " : "?" }
        let fault = min(max(0, column - 1), scalars.count)
        let start = scalars.count <= Self.excerptWidth ? 0 : max(0, fault - Self.excerptWidth / 2)
        let shown = scalars[start..<min(scalars.count, start + Self.excerptWidth)]
        let carets = max(1, min(width, start + shown.count - fault))
        var line = String.UnicodeScalarView()
        line.append(contentsOf: shown)
        return (String(line), String(repeating: " ", count: fault - start) + String(repeating: "^", count: carets))
    }

    /// Control characters and bidirectional overrides could make a terminal show something else than the file holds.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
        default: true
        }
    }
}
