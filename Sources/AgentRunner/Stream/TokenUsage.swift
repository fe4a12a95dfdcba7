internal import JSON

/// Tokens of one run.
package struct TokenUsage: Hashable, Sendable {
    package var input: Int
    package var output: Int
    package var cacheRead: Int
    package var cacheCreation: Int

    package init(input: Int = 0, output: Int = 0, cacheRead: Int = 0, cacheCreation: Int = 0) {
        self.input = input
        self.output = output
        self.cacheRead = cacheRead
        self.cacheCreation = cacheCreation
    }

    init(_ usage: JSONValue?) {
        func count(_ name: String) -> Int { max(0, Int(clamping: usage?[name]?.integer ?? 0)) }
        self.init(
            input: count("input_tokens"), output: count("output_tokens"), cacheRead: count("cache_read_input_tokens"),
            cacheCreation: count("cache_creation_input_tokens"))
    }

    static func + (left: Self, right: Self) -> Self {
        func sum(_ path: KeyPath<Self, Int>) -> Int {
            let (value, overflow) = left[keyPath: path].addingReportingOverflow(right[keyPath: path])
            return overflow ? .max : value
        }
        return Self(input: sum(\.input), output: sum(\.output), cacheRead: sum(\.cacheRead), cacheCreation: sum(\.cacheCreation))
    }
}
