internal import Configuration
internal import Crypto
internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import Rules
internal import Storage

/// Puts an event into the inbox whenever a rule's schedule comes round: one for each rule, repository and moment, however often this is
/// killed or how many nodes there are. From there on it goes the way of every event.
final class Scheduler: Sendable {
    /// What stands as the hook of such an event; what came from outside also names the secret it was signed with.
    static let hook = "schedule"
    /// The longest time between two looks: a configuration that was read again is noticed by then.
    private static let longest: Duration = .seconds(10)
    private static let pauseAfterFailure: Duration = .seconds(30)

    private let context: EngineContext
    private let wake: @Sendable () -> Void
    private let duty: Duty

    init(context: EngineContext, wake: @escaping @Sendable () -> Void) {
        self.context = context
        self.wake = wake
        duty = Duty(.scheduling, context)
    }

    /// Looks until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            var pause = Self.longest
            do {
                if try await duty.hold() != .elsewhere { pause = try await look() }
            } catch {
                if Task.isCancelled { return }
                context.log.error("a schedule could not be followed", ["error": .string("\(error)")])
                pause = Self.pauseAfterFailure
            }
            do { try await Task.sleep(for: pause) } catch { return }
        }
    }

    /// Carries out what is due; returns how long nothing is.
    private func look() async throws -> Duration {
        var pause = Self.longest
        for rule in context.configuration.rules {
            guard let schedule = rule.schedule else { continue }
            for repository in rule.repositories {
                let scope = Self.scope(repository)
                let seed = "\(rule.name)/\(scope)"
                let last = try await context.database.read { try $0.ruleStarts.last(rule: rule.name, scope: scope)?.startedAt }
                guard let last else {
                    // It counts from when it was first seen.
                    try await context.write { tx, now in
                        try tx.ruleStarts.record(rule: rule.name, scope: scope, delivery: nil, now: now)
                    }
                    pause = .milliseconds(50)
                    continue
                }
                var counted = last
                if let due = schedule.due(last: last, now: context.now(), seed: seed) {
                    guard duty.isHeld else { return .zero }
                    try await put(rule, repository, due.moment, countingAs: due.carriedOut)
                    counted = due.carriedOut
                }
                if let next = schedule.next(after: counted, seed: seed) {
                    pause = min(pause, max(next - context.now(), .milliseconds(50)))
                }
            }
        }
        return pause
    }

    private static func scope(_ repository: RepositoryName) -> String { "schedule:\(repository.description.lowercased())" }

    /// The event and the moment that counts, in one transaction.
    private func put(
        _ rule: Rule, _ repository: RepositoryName, _ moment: Timestamp, countingAs carriedOut: Timestamp
    ) async throws {
        let known = try await context.github.send(.repository(repository))
        let body: JSONValue = [
            "schedule": ["rule": .string(rule.name), "due": .string(moment.description)],
            "repository": [
                "id": .integer(known.id), "name": .string(known.name.name), "full_name": .string(known.name.description),
                "owner": ["login": .string(known.name.owner)], "default_branch": .string(known.defaultBranch),
                "private": .bool(known.isPrivate),
            ],
        ]
        let bytes = Array(body.text().utf8)
        let name = "\(rule.name)/\(Self.scope(repository))/\(moment.milliseconds)"
        guard let guid = DeliveryID(Self.identifier(of: name)) else { return }
        let (scope, ruleName) = (Self.scope(repository), rule.name)
        try await context.write { tx, now in
            let new = NewDelivery(
                hook: Self.hook, guid: guid, event: Event.schedule, body: bytes, bodySHA256: hexadecimal(sha256(bytes)),
                receivedAt: now)
            guard case .inserted(let delivery) = try tx.deliveries.insert(new) else {
                try tx.ruleStarts.record(rule: ruleName, scope: scope, delivery: nil, now: carriedOut)
                return
            }
            try tx.ruleStarts.record(rule: ruleName, scope: scope, delivery: delivery, now: carriedOut)
        }
        context.log.info(
            "a schedule came round", ["rule": .string(rule.name), "repository": .string(repository.description)])
        wake()
    }

    /// The same for the same name, in the form of a UUID.
    private static func identifier(of name: String) -> String {
        let digits = Array(hexadecimal(sha256(Array(name.utf8)).prefix(16)))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }
}
