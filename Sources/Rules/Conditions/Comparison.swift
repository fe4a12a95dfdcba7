/// How two values stand to each other, in the words of the configuration.
package enum Comparison: String, Sendable, CaseIterable {
    case eq, ne, lt, le, gt, ge

    /// Whether values in this order satisfy it.
    func accepts<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .eq: left == right
        case .ne: left != right
        case .lt: left < right
        case .le: left <= right
        case .gt: left > right
        case .ge: left >= right
        }
    }

    /// `lt`, `le`, `gt` and `ge` need values that have an order.
    var isOrdering: Bool { self != .eq && self != .ne }
}
