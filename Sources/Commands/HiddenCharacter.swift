/// Characters that a reader cannot see.
enum HiddenCharacter {
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F,
            0x2028...0x202E, 0x2060...0x206F, 0x2800, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB,
            0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }

    /// Blanks that are not the plain one.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Whether the invisible character at `index` belongs to a letter or picture that people do write: joiners inside words of
    /// scripts that need them, joiners and variants inside emoji.
    static func isPartOfWriting(_ scalars: some RandomAccessCollection<Unicode.Scalar>, at offset: Int) -> Bool {
        func scalar(_ offset: Int) -> Unicode.Scalar? {
            guard offset >= 0, offset < scalars.count else { return nil }
            return scalars[scalars.index(scalars.startIndex, offsetBy: offset)]
        }
        func isPicture(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isEmojiPresentation || scalar.properties.isEmojiModifier || scalar.value == 0xFE0F
                || scalar.value > 0xFF && scalar.properties.isEmoji
        }
        func isLetter(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            // Arabic and the scripts of India, Sri Lanka, Burma and the Khmer and Mongols.
            case 0x620...0x77F, 0x8A0...0x109F, 0x1780...0x18AF: scalar.properties.isAlphabetic || scalar.properties.isDiacritic
            default: false
            }
        }
        guard let here = scalar(offset), let before = scalar(offset - 1) else { return false }
        switch here.value {
        case 0xFE0F: return isPicture(before)
        case 0x200D, 0x200C:
            guard let after = scalar(offset + 1) else { return false }
            return here.value == 0x200D && isPicture(before) && isPicture(after) || isLetter(before) && isLetter(after)
        default: return false
        }
    }
}
