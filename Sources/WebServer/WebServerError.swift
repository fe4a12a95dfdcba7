internal import Glibc

/// Why a server could not start.
package enum WebServerError: Error, Equatable, CustomStringConvertible {
    /// Another process listens there.
    case addressInUse(String)
    /// No such name, no such interface, a path that is too long, or a file in the way that is no socket.
    case unusableAddress(String, reason: String)
    /// A system call failed; errno(3).
    case system(call: String, code: Int32)
    /// libmicrohttpd refused to start.
    case notStarted

    package var description: String {
        switch self {
        case .addressInUse(let address): "another process already listens on \(address)"
        case .unusableAddress(let address, let reason): "cannot listen on \(address): \(reason)"
        case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
        case .notStarted: "the HTTP server did not start; the process may be out of memory, threads or descriptors"
        }
    }

    /// With the current value of errno.
    static func failed(_ call: String) -> WebServerError { .system(call: call, code: errno) }
}
