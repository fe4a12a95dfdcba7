internal import Glibc
internal import POSIX

/// One blocking TCP connection.
struct SocketConnection: ~Copyable {
    private let socket: Descriptor

    /// Tries every address of the host; `timeout` holds for connecting and for each read and write.
    init(host: String, port: String, timeout: Duration) throws(PlainHTTPError) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var addresses: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, port, &hints, &addresses) == 0 else {
            throw PlainHTTPError(description: "failed to connect to host: \(host) has no address")
        }
        defer { freeaddrinfo(addresses) }
        var wait = timeval(
            tv_sec: Int(timeout.components.seconds), tv_usec: Int(timeout.components.attoseconds / 1_000_000_000_000))
        var next = addresses
        while let address = next?.pointee {
            next = address.ai_next
            let number = Glibc.socket(address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), address.ai_protocol)
            guard number >= 0 else { continue }
            // SO_SNDTIMEO also limits connect(2) on Linux (socket(7)).
            setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
            setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
            if connect(number, address.ai_addr, address.ai_addrlen) == 0 {
                socket = Descriptor(owning: number)
                return
            }
            close(number)
        }
        throw PlainHTTPError(description: "failed to connect to host")
    }

    borrowing func send(_ bytes: [UInt8]) throws(PlainHTTPError) {
        var offset = 0
        while offset < bytes.count {
            // MSG_NOSIGNAL: a peer that has gone is an error here, not a SIGPIPE for the whole process.
            let count = bytes.withUnsafeBytes {
                Glibc.send(socket.number, $0.baseAddress.map { $0 + offset }, $0.count - offset, Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            // A server that has answered already may close before it has read all: its answer is still to be had.
            guard count > 0 else { return }
            offset += count
        }
    }

    /// Reads until the peer closes.
    borrowing func receiveAll(limit: Int) throws(PlainHTTPError) -> [UInt8] {
        var received: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(socket.number, &chunk, chunk.count, 0)
            if count == 0 { return received }
            if count < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN || errno == EWOULDBLOCK { throw PlainHTTPError(description: "timed out") }
                if !received.isEmpty { return received }
                throw PlainHTTPError(description: "connection reset")
            }
            guard received.count + count <= limit else { throw PlainHTTPError(description: "the answer is too large") }
            received.append(contentsOf: chunk[..<count])
        }
    }
}
