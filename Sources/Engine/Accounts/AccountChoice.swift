package import Identifiers

/// Which account the next run is started with.
package enum AccountChoice: Hashable, Sendable {
    case use(String)
    /// All that may be used at all are used up, the first of them until then.
    case wait(until: Timestamp)
    /// None may be used before a person has done something, and what there is about each.
    case nobody(why: String)

    /// The least used of those that are free; among equals the one that rested longest, then the first.
    package static func among(_ standings: [AccountStanding], now: Timestamp) -> AccountChoice {
        var best: AccountStanding?
        var earliest: Timestamp?
        var barred: [String] = []
        for standing in standings {
            switch standing.availability(at: now) {
            case .free: if best.map({ standing.goes(before: $0, at: now) }) ?? true { best = standing }
            case .after(let moment): earliest = earliest.map { min($0, moment) } ?? moment
            case .barred(let why): barred.append(why)
            }
        }
        if let best { return .use(best.name) }
        return earliest.map { .wait(until: $0) } ?? .nobody(why: barred.joined(separator: "; "))
    }
}

extension AccountStanding {
    fileprivate func goes(before other: AccountStanding, at now: Timestamp) -> Bool {
        let (own, theirs) = (recentUses(at: now), other.recentUses(at: now))
        if own != theirs { return own < theirs }
        let never = Timestamp(milliseconds: .min)
        return (lastUsed ?? never) < (other.lastUsed ?? never)
    }
}
