extension String {
    /// Byte for byte, as git compares names: `é` written in two ways is two names.
    package func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    /// As GitHub compares labels and logins.
    package func isEqualIgnoringCase(to other: String) -> Bool {
        guard isASCII, other.isASCII else { return lowercased().hasSameBytes(as: other.lowercased()) }
        return utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
    }

    private var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

extension UInt8 {
    fileprivate var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
