/// A statement's parameters as libpq wants them: everything as text but bytes and moments, which go in the server's own form.
struct Parameters {
    /// All values one after the other, each text with its terminating zero.
    private var storage: [CChar] = []
    private var starts: [Int?] = []
    private(set) var lengths: [Int32] = []
    /// 1 for bytes, 0 for text.
    private(set) var formats: [Int32] = []

    init(_ values: [PostgresValue]) throws(PostgresError) {
        for (index, value) in values.enumerated() {
            switch value {
            case .null: add(nil, count: 0, format: 0)
            case .integer(let number): add(text: "\(number)")
            case .real(let number): add(text: Self.text(number))
            case .text(let text):
                guard !text.utf8.contains(0) else { throw .zeroByte(parameter: index + 1) }
                add(text: text)
            case .moment(let microseconds): add(bytes: (0..<8).map { UInt8(truncatingIfNeeded: microseconds >> (56 - 8 * $0)) })
            case .bytes(let bytes): add(bytes: bytes)
            }
        }
    }

    private mutating func add(bytes: [UInt8]) {
        add(storage.count, count: bytes.count, format: 1)
        storage.append(contentsOf: bytes.lazy.map { CChar(bitPattern: $0) })
        // An empty value too needs an address that is not null.
        storage.append(0)
    }

    /// Hands out one pointer for each value, valid during the call.
    func withPointers<R>(_ body: ([UnsafePointer<CChar>?]) -> R) -> R {
        storage.withUnsafeBufferPointer { bytes in
            body(starts.map { start in start.flatMap { offset in bytes.baseAddress.map { $0 + offset } } })
        }
    }

    private mutating func add(text: String) {
        add(storage.count, count: text.utf8.count, format: 0)
        storage.append(contentsOf: text.utf8CString)
    }

    private mutating func add(_ start: Int?, count: Int, format: Int32) {
        starts.append(start)
        lengths.append(Int32(clamping: count))
        formats.append(format)
    }

    private static func text(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        return "\(number)"
    }
}
