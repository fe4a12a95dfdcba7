extension TimeZone {
    /// Reads a file of the database; nil for anything else. The second, 64-bit part counts, and the footer behind it.
    init?(name: String, bytes: [UInt8]) {
        var reader = TimeZoneFileReader(bytes)
        guard let old = reader.header(), old.version >= 2, reader.skip(old.size(width: 4)), let header = reader.header() else {
            return nil
        }
        guard let starts = reader.numbers(header.times, width: 8), let kinds = reader.take(header.times),
            let types = reader.take(header.types * 6), reader.skip(header.rest(width: 8)), header.types > 0
        else { return nil }
        let offsets = (0..<header.types).map { index in
            Int64(Int32(truncatingIfNeeded: TimeZoneFileReader.number(types[(types.startIndex + index * 6)...].prefix(4))))
        }
        guard kinds.allSatisfy({ Int($0) < offsets.count }), offsets.allSatisfy({ abs($0) <= 26 * 3600 }),
            zip(starts, starts.dropFirst()).allSatisfy(<)
        else { return nil }
        self.init(
            name: name, first: offsets[0],
            transitions: zip(starts, kinds).map { Transition(start: $0, offset: offsets[Int($1)]) },
            rule: reader.footer().flatMap { TimeZoneRule($0) })
    }
}

/// Goes through the bytes of a file of the tz database.
private struct TimeZoneFileReader {
    struct Header {
        var version: UInt8
        /// Counts, in the order of the file.
        var (utcMarks, standardMarks, leaps, times, types, characters): (Int, Int, Int, Int, Int, Int)

        /// Bytes of everything behind the header.
        func size(width: Int) -> Int { times * (width + 1) + types * 6 + rest(width: width) }

        /// Bytes behind the types.
        func rest(width: Int) -> Int { characters + leaps * (width + 4) + standardMarks + utcMarks }
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func header() -> Header? {
        guard let start = take(20), Array(start.prefix(4)) == Array("TZif".utf8), let counts = numbers(6, width: 4),
            counts.allSatisfy({ (0...100_000).contains($0) })
        else { return nil }
        let version = start[start.startIndex + 4]
        let n = counts.map { Int($0) }
        return Header(
            version: version >= 0x30 ? version - 0x30 : 0, utcMarks: n[0], standardMarks: n[1], leaps: n[2], times: n[3],
            types: n[4], characters: n[5])
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, position + count <= bytes.count else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func skip(_ count: Int) -> Bool { take(count) != nil }

    mutating func numbers(_ count: Int, width: Int) -> [Int64]? {
        guard let all = take(count * width) else { return nil }
        return (0..<count).map { Self.number(all[(all.startIndex + $0 * width)...].prefix(width)) }
    }

    /// The line between two line feeds at the end.
    mutating func footer() -> String? {
        guard position < bytes.count, bytes[position] == 0x0A else { return nil }
        return String(decoding: bytes[(position + 1)...].prefix { $0 != 0x0A }, as: UTF8.self)
    }

    /// Most significant byte first.
    static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
        Int64(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}
