internal import JSON

/// Reads model and usage out of an answer while it passes, as one JSON text or as server-sent events; keeps no more of it than one
/// line, or one text.
struct UsageReader: Sendable {
    private(set) var usage = ModelUsage()
    private(set) var model: String?
    private let isStream: Bool
    private var line: [UInt8] = []
    private var isTooLong = false

    /// Bytes of a line or a text that are looked at; events with usage are far smaller.
    private static let limit = 1 << 20

    init(isStream: Bool) { self.isStream = isStream }

    mutating func feed(_ bytes: [UInt8]) {
        guard isStream else {
            keep(bytes[...])
            return
        }
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            keep(rest[..<end])
            endLine()
            rest = rest[(end + 1)...]
        }
        keep(rest)
    }

    mutating func finish() {
        if isStream { endLine() } else { read(line[...]) }
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        if line.count + bytes.count > Self.limit { isTooLong = true }
        if !isTooLong { line.append(contentsOf: bytes) }
    }

    private mutating func endLine() {
        defer {
            line.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        guard !isTooLong, line.starts(with: Array("data:".utf8)) else { return }
        read(line.dropFirst(5))
    }

    private mutating func read(_ text: ArraySlice<UInt8>) {
        // Most events carry text only.
        guard !isTooLong, text.firstRange(of: Array("\"usage\"".utf8)) != nil, let value = try? JSONValue(parsing: Array(text))
        else { return }
        let message = value["message"] ?? value
        if let model = message["model"]?.string { self.model = model }
        usage.take(message["usage"] ?? value["usage"])
    }
}
