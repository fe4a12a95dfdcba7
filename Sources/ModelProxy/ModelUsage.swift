internal import JSON

/// The tokens of one answer, as the Messages API counts them.
struct ModelUsage: Hashable, Sendable {
    var input = 0
    var output = 0
    var cacheCreation = 0
    var cacheRead = 0

    /// Takes over the counts that are there; later events of a stream repeat or raise earlier ones.
    mutating func take(_ value: JSONValue?) {
        func count(_ name: String, _ known: Int) -> Int {
            guard let number = value?[name]?.integer, number >= 0 else { return known }
            return Int(clamping: number)
        }
        input = count("input_tokens", input)
        output = count("output_tokens", output)
        cacheCreation = count("cache_creation_input_tokens", cacheCreation)
        cacheRead = count("cache_read_input_tokens", cacheRead)
    }
}
