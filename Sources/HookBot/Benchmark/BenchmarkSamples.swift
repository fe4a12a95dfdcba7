/// What was measured over several rounds, in milliseconds.
struct BenchmarkSamples {
    private(set) var values: [Double] = []

    mutating func add(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        values.append(Double(seconds) * 1000 + Double(attoseconds) / 1e15)
    }

    mutating func add(milliseconds: Double) { values.append(milliseconds) }

    /// The middle value; the lower of two.
    var median: Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2]
    }

    var range: ClosedRange<Double> { (values.min() ?? 0)...(values.max() ?? 0) }

    /// A number with one decimal.
    static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}
