@preconcurrency import Dispatch
import Glibc

/// A client's socket, byte by byte; its blocking calls run off the cooperative threads.
final class RawConnection: Sendable {
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "client")

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try prepare(result)
    }

    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try prepare(result)
    }

    deinit { Glibc.close(descriptor) }

    struct Refused: Error {}

    private func prepare(_ result: Int32) throws {
        guard result == 0 else { throw Refused() }
        // A server that never answers fails the test instead of holding it for ever.
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    /// False when the server closed the connection meanwhile.
    @discardableResult
    func send(_ bytes: [UInt8]) async -> Bool {
        await run {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.send(self.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                if count <= 0 { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    @discardableResult
    func send(_ text: String) async -> Bool { await send(Array(text.utf8)) }

    /// What is left until the server closes; "<silence>" stands for one that neither answers nor closes.
    func receiveAll() async -> String {
        await run {
            var text = ""
            while let piece = self.receivePiece() { text += piece }
            return text
        }
    }

    /// Until `end` has come, or the server closes.
    func receive(until end: String) async -> String {
        await run {
            var text = ""
            while !text.contains(end), let piece = self.receivePiece() { text += piece }
            return text
        }
    }

    /// Sends one byte after each `pause` until the server closes; gives how many it took.
    func drip(every pause: Int32) async -> Int {
        await run {
            var count = 0
            var watched = pollfd(fd: self.descriptor, events: Int16(POLLIN), revents: 0)
            while poll(&watched, 1, pause) == 0, Glibc.send(self.descriptor, "a", 1, Int32(MSG_NOSIGNAL)) == 1 { count += 1 }
            return count
        }
    }

    func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private func receivePiece() -> String? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN {
            close()
            return "<silence>"
        }
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    private func run<R: Sendable>(_ body: @escaping @Sendable () -> R) async -> R {
        await withCheckedContinuation { continuation in queue.async { continuation.resume(returning: body()) } }
    }
}
