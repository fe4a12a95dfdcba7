extension PostgresValue {
    /// A value other than `bytea` from the server's text for it; nil where the text is no value of that type.
    ///
    /// `boolean` becomes 0 or 1, and a whole `numeric` (which `sum` makes of `bigint`) an integer.
    init?(_ text: String, type: UInt32) {
        switch type {
        case 16:
            guard text == "t" || text == "f" else { return nil }
            self = .integer(text == "t" ? 1 : 0)
        case 20, 21, 23, 26:
            guard let value = Int64(text) else { return nil }
            self = .integer(value)
        case 700, 701:
            guard let value = Double(text) else { return nil }
            self = .real(value)
        case 1700:
            if let value = Int64(text) {
                self = .integer(value)
            } else {
                guard let value = Double(text) else { return nil }
                self = .real(value)
            }
        default: self = .text(text)
        }
    }
}
