/// Removes from text that people wrote what a reader of the page cannot see, so that nobody can talk to an agent behind a
/// maintainer's back.
package enum PlainText {
    /// Line feeds, tabs and visible characters only: control, format, private and unassigned scalars and HTML comments go (an unclosed
    /// comment runs to the end, as CommonMark hides it), repeated until nothing changes.
    package static func normalised(_ text: String) -> String {
        var current = text
        while true {
            let next = withoutComments(withoutInvisibles(current))
            if next == current { return next }
            current = next
        }
    }

    private static func withoutInvisibles(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        let source = Array(text.unicodeScalars)
        for (index, scalar) in source.enumerated() {
            switch scalar.properties.generalCategory {
            case .control:
                if scalar == "\n" || scalar == "\t" { scalars.append(scalar) }
            case .format:
                // A joiner inside an emoji sequence is part of what one sees.
                if scalar == "\u{200D}", index > 0, index + 1 < source.count, source[index - 1].isPictographic,
                    source[index + 1].properties.isEmoji
                {
                    scalars.append(scalar)
                }
            case .privateUse, .unassigned, .surrogate, .lineSeparator, .paragraphSeparator: continue
            default:
                // Variation selectors are marks, yet carry hidden data as well as U+FE0F's emoji style.
                if (0xFE00...0xFE0E).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value) { continue }
                if scalar == "\u{115F}" || scalar == "\u{1160}" || scalar == "\u{3164}" || scalar == "\u{FFA0}" { continue }
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    private static func withoutComments(_ text: String) -> String {
        guard text.contains("<!--") else { return text }
        var result = ""
        var rest = Substring(text)
        while let opening = rest.firstRange(of: "<!--") {
            result += rest[..<opening.lowerBound]
            guard let closing = rest[opening.upperBound...].firstRange(of: "-->") else { return result }
            rest = rest[closing.upperBound...]
        }
        return result + rest
    }
}

extension Unicode.Scalar {
    fileprivate var isPictographic: Bool { properties.isEmoji || self == "\u{FE0F}" || properties.isEmojiModifier }
}
