/// Where a server listens.
package enum ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// A numeric address, or a name of which the first address counts; port 0 lets the kernel choose one.
    case tcp(host: String, port: UInt16)
    /// A path of at most 107 bytes; a socket nobody listens on any more is replaced, anything else there is left alone.
    case unix(path: String, mode: UInt32 = 0o600)

    package var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path, _): path
        }
    }
}
