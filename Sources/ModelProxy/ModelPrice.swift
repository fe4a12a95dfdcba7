/// What a model's tokens cost, in US dollars for a million of them: the list prices, by which a run's bound is kept. The bill is
/// the provider's, and the cost of a job is what its agent reports.
struct ModelPrice: Hashable, Sendable {
    let input: Double
    let output: Double

    /// By a part of the model's name; a name that is not known costs what the dearest does.
    private static let known: [(part: String, price: ModelPrice)] = [
        ("haiku", ModelPrice(input: 1, output: 5)), ("sonnet", ModelPrice(input: 3, output: 15)),
        ("opus", ModelPrice(input: 5, output: 25)),
    ]

    static func of(_ model: String) -> ModelPrice {
        known.first { model.contains($0.part) }?.price ?? ModelPrice(input: 5, output: 25)
    }

    /// Tokens written to the cache cost a quarter more than others, those read from it a tenth.
    func cost(of usage: ModelUsage) -> Double {
        let input = Double(usage.input) + 1.25 * Double(usage.cacheCreation) + 0.1 * Double(usage.cacheRead)
        return (input * self.input + Double(usage.output) * output) / 1_000_000
    }
}
