/// Text from elsewhere, made harmless for a terminal.
enum TerminalText {
    /// Without control characters but tab and line feed, and without overrides of the writing direction.
    static func plain(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar != "\n" && scalar != "\t": continue
            case .format where scalar != "\u{200D}": continue
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
