/// A tree of tests over one event.
package indirect enum Condition: Sendable, Equatable {
    /// `when = "always"`.
    case always
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case leaf(Leaf)
}
