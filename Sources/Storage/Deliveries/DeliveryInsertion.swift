/// What became of a delivery that was handed in.
package enum DeliveryInsertion: Hashable, Sendable {
    /// Stored under this row number.
    case inserted(Int64)
    /// Known already, and this is what became of it.
    case duplicate(DeliveryState)
    /// The same GUID came with another body before: somebody forges or replays. Noted in the audit log, not stored.
    case conflicting
}
