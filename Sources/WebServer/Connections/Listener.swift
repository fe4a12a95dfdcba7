internal import Glibc

/// A socket that listens; a Unix socket's path is removed with it.
final class Listener: Sendable {
    let descriptor: OpenDescriptor
    /// 0 on a Unix socket.
    let port: UInt16
    private let path: String?

    init(on address: ListenAddress) throws(WebServerError) {
        switch address {
        case .tcp(let host, let port):
            descriptor = try Listener.bindTCP(host, port, address)
            path = nil
        case .unix(let path, let mode):
            descriptor = try Listener.bindUnix(path, mode, address)
            self.path = path
        }
        port = Listener.port(of: descriptor.number)
        guard listen(descriptor.number, backlog) == 0 else {
            throw errno == EADDRINUSE ? .addressInUse(address.description) : .failed("listen")
        }
    }

    deinit { removePath() }

    /// New clients are refused from here on, those in the kernel's queue too; the descriptor stays open until `deinit`.
    func refuseClients() {
        shutdown(descriptor.number, Int32(SHUT_RDWR))
        removePath()
    }

    private func removePath() {
        // A path that is gone, or that a successor's socket has taken over, is not ours to remove.
        guard let path, let other = try? Listener.connectsTo(path), !other else { return }
        unlink(path)
    }

    private static func bindTCP(_ host: String, _ port: UInt16, _ address: ListenAddress) throws(WebServerError) -> OpenDescriptor
    {
        var hints = addrinfo()
        hints.ai_socktype = socketType(SOCK_STREAM)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &found)
        guard code == 0, let first = found else {
            throw .unusableAddress(address.description, reason: String(cString: gai_strerror(code)))
        }
        defer { freeaddrinfo(found) }
        let descriptor = try makeSocket(first.pointee.ai_family)
        var yes: Int32 = 1
        setsockopt(descriptor.number, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        if first.pointee.ai_family == AF_INET6 { setsockopt(descriptor.number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, 4) }
        guard bind(descriptor.number, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 else { throw refusal(address) }
        return descriptor
    }

    private static func bindUnix(_ path: String, _ mode: UInt32, _ address: ListenAddress) throws(WebServerError)
        -> OpenDescriptor
    {
        try removeStale(path, address)
        let descriptor = try makeSocket(AF_UNIX)
        // The kernel gives the new file the mode of the socket, so nobody else can connect even for a moment (unix(7)).
        guard fchmod(descriptor.number, mode) == 0 else { throw .failed("fchmod") }
        guard try withAddress(of: path, address, { bind(descriptor.number, $0, $1) }) == 0 else { throw refusal(address) }
        guard chmod(path, mode) == 0 else { throw .failed("chmod") }
        return descriptor
    }

    private static func removeStale(_ path: String, _ address: ListenAddress) throws(WebServerError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw .unusableAddress(address.description, reason: "a file that is no socket is in the way")
        }
        guard try !connectsTo(path) else { throw .addressInUse(address.description) }
        unlink(path)
    }

    private static func connectsTo(_ path: String) throws(WebServerError) -> Bool {
        let probe = try makeSocket(AF_UNIX)
        let result = try withAddress(of: path, .unix(path: path)) { connect(probe.number, $0, $1) }
        // A full queue answers EAGAIN: somebody listens there, only slowly.
        return result == 0 || errno == EAGAIN
    }

    private static func withAddress(
        of path: String, _ address: ListenAddress, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(WebServerError) -> Int32 {
        var unix = sockaddr_un()
        unix.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: unix.sun_path), !bytes.isEmpty, !bytes.contains(0) else {
            throw .unusableAddress(address.description, reason: "the path must have 1 to 107 bytes")
        }
        withUnsafeMutableBytes(of: &unix.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &unix) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }

    private static func makeSocket(_ family: Int32) throws(WebServerError) -> OpenDescriptor {
        let type = socketType(SOCK_STREAM) | socketType(SOCK_CLOEXEC) | socketType(SOCK_NONBLOCK)
        return try OpenDescriptor(socket(family, type, 0), from: "socket")
    }

    private static func port(of descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        let family = Int32(storage.ss_family)
        guard result == 0, family == AF_INET || family == AF_INET6 else { return 0 }
        // The port lies at the same place in sockaddr_in and sockaddr_in6, in network order.
        return withUnsafeBytes(of: &storage) { UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self)) }
    }

    private static func refusal(_ address: ListenAddress) -> WebServerError {
        errno == EADDRINUSE
            ? .addressInUse(address.description)
            : .unusableAddress(address.description, reason: String(cString: strerror(errno)))
    }

    private static func socketType(_ type: __socket_type) -> Int32 { Int32(type.rawValue) }
}

/// Clients the kernel holds while all connections are taken; it lowers this to net.core.somaxconn.
private let backlog: Int32 = 1024
