/// Why an address cannot be that of a GitHub.
package enum LocationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It may hold a password, so it is not repeated here.
    case notAnAddress
    case unencrypted(host: String)

    package var description: String {
        switch self {
        case .notAnAddress:
            "not an http or https address without user, query or fragment"
        case .unencrypted(let host):
            "plain http to \(host) would send tokens in the clear: use https"
        }
    }
}
