package import Identifiers

/// Which moments a sweep asks about. A function of its arguments.
package struct SweepWindow: Equatable, Sendable {
    package let from: Timestamp
    package let to: Timestamp

    /// Clocks and lists may lag behind by this much.
    private static let overlap: Duration = .seconds(600)
    /// Nothing older is done: nobody waits for it any more.
    private static let reach: Duration = .seconds(3 * 86400)

    /// - Parameters:
    ///   - first: when the repository was first looked at; nothing before that is this service's business.
    ///   - last: when it was last looked through, and what was younger than `settling` then was left out.
    ///   - settling: how old an event must be, so that its delivery is not still on its way.
    package init(first: Timestamp, last: Timestamp, now: Timestamp, settling: Duration) {
        from = max(first, last + (.zero - settling - Self.overlap), now + (.zero - Self.reach))
        to = now + (.zero - settling)
    }
}
