/// Why a leaf came out as it did, where value and verdict alone do not tell.
package enum LeafNote: Sendable, Equatable, CustomStringConvertible {
    case wrongType(found: String, wanted: String)
    case tooLong(limit: Int)
    case emptyList
    case notAList
    case permissionNotKnown
    case identityNotKnown
    case notLookedUp

    package var description: String {
        switch self {
        case .wrongType(let found, let wanted): "it is \(found), the test needs \(wanted)"
        case .tooLong(let limit): "longer than \(limit) bytes, not matched"
        case .emptyList: "the list is empty"
        case .notAList: "it is not an array"
        case .permissionNotKnown: "the sender's permission was not looked up"
        case .notLookedUp: "GitHub was not asked for it"
        case .identityNotKnown: "HookBot's own login is not known"
        }
    }
}
