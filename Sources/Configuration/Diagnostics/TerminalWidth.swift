/// How many cells of a terminal a scalar takes: none for marks on the one before, two for East Asian characters and emoji.
enum TerminalWidth {
    static func of(_ scalar: Unicode.Scalar) -> Int {
        // Nearly everything in a configuration; the tables of Unicode are slow to ask.
        if scalar.value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        // The middle and end of a Hangul syllable are drawn into its first part.
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        if wide.contains(where: { $0.contains(scalar.value) }) { return 2 }
        // Two regional indicators make one flag of two cells.
        let isRegional = (0x1F1E6...0x1F1FF).contains(scalar.value)
        return scalar.properties.isEmojiPresentation && !isRegional ? 2 : 1
    }

    static func of(_ scalars: some Sequence<Unicode.Scalar>) -> Int { scalars.reduce(0) { $0 + of($1) } }

    /// The blocks of Unicode's East Asian Width (UAX 11) that are wide or full width throughout.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18AFF,
        0x1B000...0x1B2FF, 0x20000...0x3FFFD,
    ]
}
