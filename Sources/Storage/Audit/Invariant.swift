/// What must hold at any moment.
package enum Invariant: String, CaseIterable, Sendable {
    /// One row for each hook and GUID.
    case oneRowPerDelivery = "I2"
    /// One job for each delivery, rule and action.
    case oneJobPerMatch = "I3"
    /// Each job ends once, and its columns agree with its state.
    case oneEndPerJob = "I4"
    /// The file is intact and every reference has its row.
    case intactFile = "I10"
}
