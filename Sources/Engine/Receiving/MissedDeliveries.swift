package import GitHubAPI
package import Identifiers

/// Which of the deliveries that GitHub lists never reached the inbox. A function of its arguments.
package struct MissedDeliveries: Equatable, Sendable {
    /// The last attempt at each, oldest first.
    package var wanted: [GitHub.HookDelivery] = []
    /// Tried so often without success that asking again would not help.
    package var hopeless = 0

    /// Attempts at one delivery after which GitHub is not asked for another.
    package static let attemptLimit = 5

    /// - Parameters:
    ///   - attempts: as GitHub lists them; redeliveries repeat a GUID.
    ///   - isKnown: whether the inbox has a delivery, or had it.
    ///   - trustsAnswers: whether an answer of success means that it was received, as before the first comparison: then another
    ///     program may have answered at this address.
    package init(
        among attempts: [GitHub.HookDelivery], trustsAnswers: Bool, isKnown: (DeliveryID) throws -> Bool
    ) rethrows {
        var latest: [DeliveryID: GitHub.HookDelivery] = [:]
        var counts: [DeliveryID: Int] = [:]
        var answered: Set<DeliveryID> = []
        for attempt in attempts where attempt.event != "ping" {
            counts[attempt.guid, default: 0] += 1
            if attempt.wasAnswered { answered.insert(attempt.guid) }
            let known = latest[attempt.guid]
            if known.map({ ($0.deliveredAt, $0.id) < (attempt.deliveredAt, attempt.id) }) ?? true {
                latest[attempt.guid] = attempt
            }
        }
        for (guid, attempt) in latest {
            if trustsAnswers, answered.contains(guid) { continue }
            if try isKnown(guid) { continue }
            if counts[guid, default: 0] >= Self.attemptLimit { hopeless += 1 } else { wanted.append(attempt) }
        }
        wanted.sort { ($0.deliveredAt, $0.id) < ($1.deliveredAt, $1.id) }
    }

    /// GitHub delivers again what is at most this old.
    private static let reach: Duration = .seconds(3 * 86400)
    /// Looked at again before the last comparison: what was under way then is decided by now.
    private static let overlap: Duration = .seconds(3600)

    /// From when on deliveries are compared: never what GitHub or the inbox, which keeps them for `kept`, may have forgotten.
    package static func start(last: Timestamp?, now: Timestamp, kept: Duration) -> Timestamp {
        let oldest = now + (.zero - min(reach, max(kept - overlap, .zero)))
        return max((last ?? now) + (.zero - overlap), oldest)
    }
}
