/// Numbers of bytes as people write them: `25MiB`, `512 KiB`, `1GB`, `100B`.
enum SizeText {
    static func parse(_ text: String) -> Int64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(digits) else { return nil }
        let name = text.dropFirst(digits.count).drop { $0 == " " }
        guard let unit = units.first(where: { $0.name == name })?.bytes else { return nil }
        let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: unit)
        return isTooLarge ? nil : bytes
    }

    static func text(_ bytes: Int64) -> String {
        for unit in units where unit.isBinary && bytes >= unit.bytes && bytes % unit.bytes == 0 {
            return "\(bytes / unit.bytes)\(unit.name)"
        }
        return "\(bytes)B"
    }

    private static let units: [(name: String, bytes: Int64, isBinary: Bool)] = [
        ("GiB", 1 << 30, true), ("MiB", 1 << 20, true), ("KiB", 1 << 10, true), ("B", 1, true), ("GB", 1_000_000_000, false),
        ("MB", 1_000_000, false), ("kB", 1000, false), ("KB", 1000, false),
    ]
}
