/// Where the server listens.
package enum ListenEndpoint: Sendable, Equatable {
    case tcp(host: String, port: UInt16)
    case unix(path: String)

    /// Only this machine can reach it.
    package var isLocal: Bool {
        switch self {
        case .tcp(let host, _): WebAddress.isLoopback(host)
        case .unix: true
        }
    }
}
