/// Who handed an event in.
package enum DeliverySource: String, CaseIterable, Sendable {
    case github
    case gitHook = "git-hook"
}
