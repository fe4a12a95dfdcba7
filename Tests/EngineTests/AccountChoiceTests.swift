import Configuration
import Engine
import Identifiers
import Storage
import TestSupport
import Testing

@Suite struct AccountChoiceTests {
    private static func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_800_000_000_000 + seconds * 1000) }
    private static let now = at(0)

    private static func account(
        _ name: String, _ state: AccountState = .ready, starts: [Int64] = [], quota: Int? = nil, window: Int64 = 3600,
        lastUsed: Int64? = nil
    ) -> AccountStanding {
        AccountStanding(
            name: name, state: state, quota: quota.map { .init(messages: $0, window: .seconds(window)) },
            starts: starts.map(at), lastUsed: (lastUsed ?? starts.last).map(at))
    }

    private static let paused = AccountState.paused(by: "ana")
    private static let broken = AccountState.broken(reason: "HTTP 401")
    private static func exhausted(_ seconds: Int64) -> AccountState { .exhausted(until: at(seconds), reason: "used up") }

    static let table: [(String, [AccountStanding], AccountChoice)] = [
        ("the least used", [account("a", starts: [-9, -8]), account("b", starts: [-7])], .use("b")),
        ("the first where none was used", [account("a"), account("b")], .use("a")),
        ("among equals the one that rested longest", [account("a", starts: [-5]), account("b", starts: [-9])], .use("b")),
        (
            "runs of the day before do not count", [account("a", starts: [-90_000, -89_000]), account("b", starts: [-9])],
            .use("a")
        ),
        ("not one that is used up", [account("a", exhausted(60)), account("b", starts: [-1])], .use("b")),
        ("one whose limit has ended", [account("a", exhausted(0)), account("b", starts: [-1])], .use("a")),
        ("not one that is broken", [account("a", broken), account("b", starts: [-1])], .use("b")),
        ("not one that is paused", [account("a", paused), account("b", starts: [-1])], .use("b")),
        ("not one over its quota", [account("a", starts: [-1], quota: 1), account("b", starts: [-3, -2])], .use("b")),
        ("one whose quota's window has passed", [account("a", starts: [-3600], quota: 1)], .use("a")),
        ("the first end of a limit", [account("a", exhausted(60)), account("b", exhausted(30))], .wait(until: at(30))),
        ("the end of the window", [account("a", starts: [-600, -1], quota: 2)], .wait(until: at(3000))),
        ("limit and window both", [account("a", exhausted(60), starts: [-600], quota: 1)], .wait(until: at(3000))),
        ("a limit while others are out of order", [account("a", broken), account("b", exhausted(5))], .wait(until: at(5))),
        (
            "a person's word", [account("a", broken), account("b", paused)],
            .nobody(why: "a is out of order: HTTP 401; b is paused by ana")
        ),
    ]

    @Test(arguments: table)
    func `the choice is`(what: String, standings: [AccountStanding], choice: AccountChoice) {
        #expect(AccountChoice.among(standings, now: Self.now) == choice, "\(what)")
    }

    /// Pools of every kind, drawn from a seed.
    private static func pool(_ seed: UInt64) -> [AccountStanding] {
        var generator = SeededGenerator(state: seed)
        return (0..<Int.random(in: 1...5, using: &generator)).map { index in
            let state: AccountState =
                switch Int.random(in: 0...5, using: &generator) {
                case 0: broken
                case 1: paused
                case 2: exhausted(Int64.random(in: -100...100, using: &generator))
                default: .ready
                }
            let starts = (0..<Int.random(in: 0...4, using: &generator))
                .map { _ in Int64.random(in: -5000...0, using: &generator) }.sorted()
            return account(
                "a\(index)", state, starts: starts, quota: Bool.random(using: &generator) ? 2 : nil, window: 3000)
        }
    }

    @Test(arguments: 1...300 as ClosedRange<UInt64>)
    func `what is chosen may be used, nothing free is less used, and a wait ends with a choice`(seed: UInt64) {
        let pool = Self.pool(seed)
        switch AccountChoice.among(pool, now: Self.now) {
        case .use(let name):
            guard let chosen = pool.first(where: { $0.name == name }) else {
                Issue.record("\(name) is not in the pool")
                return
            }
            #expect(chosen.availability(at: Self.now) == .free)
            for other in pool where other.availability(at: Self.now) == .free {
                #expect(chosen.recentUses(at: Self.now) <= other.recentUses(at: Self.now))
            }
        case .wait(let moment):
            #expect(moment > Self.now)
            #expect(pool.allSatisfy { $0.availability(at: Self.now) != .free })
            if case .use = AccountChoice.among(pool, now: moment) {} else { Issue.record("nothing is free at \(moment)") }
            let before = Timestamp(milliseconds: moment.milliseconds - 1)
            if case .use = AccountChoice.among(pool, now: before) { Issue.record("something is free before \(moment)") }
        case .nobody:
            for standing in pool {
                if case .barred = standing.availability(at: Self.now) {} else { Issue.record("\(standing) is not barred") }
            }
        }
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func `accounts that start equal take turns`(seed: UInt64) {
        let count = Int(seed % 4) + 2
        var pool = (0..<count).map { Self.account("a\($0)") }
        var chosen: [String] = []
        for step in 0..<(count * 3) {
            guard case .use(let name) = AccountChoice.among(pool, now: Self.at(Int64(step))),
                let index = pool.firstIndex(where: { $0.name == name })
            else {
                Issue.record("nothing was chosen")
                return
            }
            pool[index].starts.append(Self.at(Int64(step)))
            pool[index].lastUsed = Self.at(Int64(step))
            chosen.append(name)
        }
        #expect(chosen == (0..<3).flatMap { _ in (0..<count).map { "a\($0)" } })
    }

    @Test(arguments: [
        (nil as Int64?, 0, 300), (nil, 1, 600), (nil, 9, 3600), (90, 0, 90), (90, 9, 300), (0, 0, 1), (-50, 0, 1), (-50, 3, 8),
        (-50, 40, 300), (90 * 86_400, 0, 7 * 86_400), (nil, Int.max, 3600),
    ])
    func `a limit that was told is waited for, within bounds that grow where it was not enough`(
        told: Int64?, strikes: Int, seconds: Int64
    ) {
        let end = AccountSetback.restEnd(told: told.map(Self.at), strikes: strikes, now: Self.now)
        #expect(end == Self.at(seconds))
    }
}
