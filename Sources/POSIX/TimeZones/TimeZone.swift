/// A time zone of the system's tz database: how far local time is ahead of UTC at any moment.
///
/// The C library itself knows one zone a process, named by a variable of the environment; so its files are read here (tzfile(5), RFC
/// 9636), once, and asked as often as need be.
package struct TimeZone: Sendable, Equatable {
    /// From `start` on, in seconds since 1970, local time is `offset` seconds ahead.
    struct Transition: Sendable, Equatable {
        var start: Int64
        var offset: Int64
    }

    package let name: String
    let first: Int64
    let transitions: [Transition]
    /// For moments behind the last transition.
    let rule: TimeZoneRule?

    package static let utc = TimeZone(name: "UTC", first: 0, transitions: [], rule: nil)

    private static let folder = "/usr/share/zoneinfo"
    private static let sizeLimit = 1 << 20

    init(name: String, first: Int64, transitions: [Transition], rule: TimeZoneRule?) {
        self.name = name
        self.first = first
        self.transitions = transitions
        self.rule = rule
    }

    /// Reads a zone such as `Europe/Berlin`; nil where the database has none of this name.
    package init?(named name: String) {
        if name == "UTC" {
            self = .utc
            return
        }
        // A name becomes part of a path.
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), name.utf8.count <= 64, parts.allSatisfy(Self.isPart),
            let bytes = try? Files.read("\(Self.folder)/\(name)", limit: Self.sizeLimit)
        else { return nil }
        self.init(name: name, bytes: bytes)
    }

    /// Seconds to add to UTC.
    package func offset(at seconds: Int64) -> Int64 {
        guard let last = transitions.last else { return rule?.offset(at: seconds) ?? first }
        if seconds >= last.start, let rule { return rule.offset(at: seconds) }
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].start <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : transitions[low - 1].offset
    }

    /// The moment of a local time, both in seconds since 1970. A time that comes twice is the first of both; one that is left out is as
    /// far behind the gap as it lay within it.
    package func moment(ofLocal local: Int64) -> Int64 {
        let before = offset(at: local - 86_400 - first)
        let after = offset(at: local + 86_400 - first)
        for offset in [before, after] where self.offset(at: local - offset) == offset { return local - offset }
        return local - before
    }

    private static func isPart(_ part: Substring) -> Bool {
        guard let start = part.utf8.first, (0x41...0x5A).contains(start) else { return false }
        return part.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
                || byte == 0x2D || byte == 0x2B
        }
    }
}
