/// Where a connection stands with its transaction.
package enum TransactionState: Hashable, Sendable {
    case none
    case open
    /// A statement failed: the server refuses everything until a rollback.
    case failed
    /// The connection is broken.
    case lost
}
