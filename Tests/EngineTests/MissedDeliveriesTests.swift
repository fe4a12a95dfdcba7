import Engine
import GitHubAPI
import Identifiers
import Testing

/// GitHub's list of deliveries against the inbox.
struct MissedDeliveriesTests {
    struct Attempt: Sendable {
        var guid: Int
        var status: Int64
        var event = "issues"
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Oldest first.
        var attempts: [Attempt]
        var known: Set<Int> = []
        var trustsAnswers = false
        var wanted: [Int]
        var hopeless = 0

        init(
            _ name: String, _ attempts: [Attempt], known: Set<Int> = [], trustsAnswers: Bool = false, wanted: [Int],
            hopeless: Int = 0
        ) {
            testDescription = name
            self.attempts = attempts
            self.known = known
            self.trustsAnswers = trustsAnswers
            self.wanted = wanted
            self.hopeless = hopeless
        }
    }

    static let cases = [
        Case("nothing", [], wanted: []),
        Case("an outage", [.init(guid: 1, status: 0), .init(guid: 2, status: 502)], wanted: [1, 2]),
        Case("stored, but the answer was lost", [.init(guid: 1, status: 0)], known: [1], wanted: []),
        Case("answered and stored", [.init(guid: 1, status: 202)], known: [1], wanted: []),
        Case("answered and lost since", [.init(guid: 1, status: 202)], wanted: [1]),
        Case("answered by whoever was here before", [.init(guid: 1, status: 200)], trustsAnswers: true, wanted: []),
        Case("failed, then answered", [.init(guid: 1, status: 0), .init(guid: 1, status: 202)], trustsAnswers: true, wanted: []),
        Case("a ping", [.init(guid: 1, status: 0, event: "ping")], wanted: []),
        Case("asked for before, and failed again", [.init(guid: 1, status: 0), .init(guid: 1, status: 500)], wanted: [1]),
        Case(
            "refused five times", Array(repeating: .init(guid: 1, status: 401), count: 5) + [.init(guid: 2, status: 0)],
            wanted: [2], hopeless: 1),
        Case(
            "refused five times and stored since", Array(repeating: .init(guid: 1, status: 401), count: 5), known: [1],
            wanted: []),
    ]

    @Test(arguments: cases, [false, true])
    func `what failed or is missing is wanted once, oldest first`(sample: Case, isReversed: Bool) {
        let attempts = sample.attempts.enumerated().map { index, attempt in
            GitHub.HookDelivery(
                id: Int64(index + 1), guid: Self.guid(attempt.guid), deliveredAt: Timestamp(milliseconds: Int64(index) * 1000),
                event: attempt.event, statusCode: attempt.status)
        }
        let known = Set(sample.known.map(Self.guid))
        let missed = MissedDeliveries(among: isReversed ? attempts.reversed() : attempts, trustsAnswers: sample.trustsAnswers) {
            known.contains($0)
        }
        #expect(missed.wanted.map(\.guid) == sample.wanted.map(Self.guid))
        #expect(missed.hopeless == sample.hopeless)
        // The attempt to repeat is the last one.
        for delivery in missed.wanted {
            #expect(delivery.id == attempts.filter { $0.guid == delivery.guid }.map(\.id).max())
        }
    }

    private static func guid(_ number: Int) -> DeliveryID {
        let digits = String(number)
        guard let id = DeliveryID("00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits) else {
            preconditionFailure("a GUID of twelve digits")
        }
        return id
    }

    @Test(
        arguments: [
            (nil, 3_600_000), (1_000_000_000, 1_000_000_000 - 3_600_000), (100, 1_000_000_100 - 3 * 86_400_000),
        ] as [(Int64?, Int64)])
    func `no comparison reaches further back than what GitHub repeats`(last: Int64?, expected: Int64) {
        let now = Timestamp(milliseconds: 1_000_000_100)
        let start = MissedDeliveries.start(
            last: last.map { Timestamp(milliseconds: $0) }, now: now, kept: .seconds(35 * 86400))
        #expect(start.milliseconds == (last == nil ? now.milliseconds - expected : expected))
    }

    @Test func `no comparison reaches what the inbox may have forgotten`() {
        let now = Timestamp(milliseconds: 1_000_000_000)
        let start = MissedDeliveries.start(last: Timestamp(milliseconds: 5), now: now, kept: .seconds(7200))
        #expect(start == Timestamp(milliseconds: now.milliseconds - 3_600_000))
    }

    @Test(
        arguments: [
            ("https://bot.example.com/webhooks/github", nil, true), ("https://bot.example.com/webhooks/github/acme", nil, true),
            ("https://other.example.com/webhooks/github", "https://bot.example.com", false),
            ("https://bot.example.com/webhooks/github", "https://bot.example.com", true),
            ("https://bot.example.com/webhooks/github/acme", "https://bot.example.com", true),
            ("https://bot.example.com/webhooks/githubs", "https://bot.example.com", false),
            ("https://ci.example.com/hook", nil, false), ("https://ci.example.com/github", nil, false),
        ] as [(String, String?, Bool)])
    func `only webhooks that lead here are compared`(url: String, publicURL: String?, isOurs: Bool) {
        #expect(DeliveryFeed.isOurs(url, publicURL: publicURL) == isOurs)
    }
}
