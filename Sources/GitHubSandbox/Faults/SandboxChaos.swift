/// Faults at random: the same ones for the same generator and order of requests. Half of those that hit an effect let it happen.
package struct SandboxChaos: Sendable {
    /// Of a request to the API or to git, from 0 to 1.
    package var probability: Double
    private var generator: any RandomNumberGenerator & Sendable

    package init(probability: Double, generator: any RandomNumberGenerator & Sendable) {
        self.probability = probability
        self.generator = generator
    }

    /// Pages for people are spared.
    mutating func fault(for method: String, _ path: String) -> SandboxFault? {
        guard path.hasPrefix("/api/") || path.contains(".git/"), .random(in: 0..<1, using: &generator) < probability else {
            return nil
        }
        let status = [500, 502, 503, 504].randomElement(using: &generator) ?? 500
        let actions: [SandboxFault.Action] = [
            .dropBeforeEffect, .dropAfterEffect, .respond(status: status, body: "<html>bad gateway</html>"),
            .respondAfterEffect(status: status, body: "{}"),
            // A secondary limit: nothing may be asked before the time is over.
            .respond(
                status: 429, headers: [("Retry-After", "1")], body: "{\"message\":\"You have exceeded a secondary rate limit.\"}"),
            .delay(.milliseconds(.random(in: 1...300, using: &generator))),
        ]
        return actions.randomElement(using: &generator).map { SandboxFault(method, path, $0) }
    }
}
