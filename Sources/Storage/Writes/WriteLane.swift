/// Which loop makes a write happen: what goes to GitHub keeps its pace, everything else goes its own way beside it.
package enum WriteLane: Hashable, Sendable {
    case gitHub
    /// `note`, `notify`, `dispatch` and `script`.
    case outside
}
