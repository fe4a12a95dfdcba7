/// Why a supervisor ended its agent.
package enum StopReason: String, Hashable, Sendable, CaseIterable {
    case wallLimit = "wall-limit"
    case idleLimit = "idle-limit"
    case cancelled
    /// The supervisor itself was asked to end, as when the machine goes down.
    case shutDown = "shut-down"
    /// No daemon gave a sign of life for too long.
    case orphaned
    case outputLimit = "output-limit"
    case treeLimit = "tree-limit"
    /// The output could not be written to the run folder.
    case recordUnwritable = "record-unwritable"

    /// Whether the agent gets time to end by itself; a flood is cut off at once.
    var isGentle: Bool {
        switch self {
        case .wallLimit, .idleLimit, .cancelled, .shutDown, .orphaned: true
        case .outputLimit, .treeLimit, .recordUnwritable: false
        }
    }
}
