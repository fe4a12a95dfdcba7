internal import Configuration
internal import JSON
internal import Rules

/// `hookbot bench-rules FILE`: how long the check of a configuration takes, and one `issues.labeled` event held against its rules.
struct RulesBenchmark {
    let path: String

    private static let checks = 9
    private static let events = 200

    func run() throws {
        let environment = ["TOKEN": "a-token-for-measuring", "SECRET": "0f1e2d3c4b5a69788796a5b4c3d2e1f0"]
        var loads = BenchmarkSamples()
        var loaded: HookBotConfiguration?
        for _ in 0..<Self.checks {
            let start = ContinuousClock.now
            let result = HookBotConfiguration.load(path: path, environment: environment)
            loads.add(.now - start)
            guard let configuration = result.configuration else {
                throw StartError.configuration(result.diagnostics.map(\.description).joined(separator: "\n"))
            }
            loaded = configuration
        }
        let rules = loaded?.rules ?? []
        let body = Array(BenchmarkPayload.text.utf8)
        var events = BenchmarkSamples()
        var matched = 0
        for _ in 0..<Self.events {
            // Reading the body is part of every event.
            let start = ContinuousClock.now
            let event = Event(name: "issues", payload: try JSONValue(parsing: body))
            let explanation = evaluate(rules, event: event, facts: Facts(actorPermission: .write))
            events.add(.now - start)
            matched = explanation.matches.count
        }
        Output.line(
            "\(rules.count) \(matched) \(BenchmarkSamples.text(loads.median)) \(BenchmarkSamples.text(events.median))")
    }
}
