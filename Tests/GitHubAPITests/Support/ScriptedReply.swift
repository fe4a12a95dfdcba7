import Glibc
import JSON

/// What the scripted server does with a request.
struct ScriptedReply: Sendable {
    var status = 200
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    var delivery = Delivery.whole

    enum Delivery: Sendable {
        case whole
        /// Half of the body, then the end.
        case truncated
        /// No byte, then the end.
        case closed
        /// A part of the head, then a TCP reset.
        case reset
        /// A byte every so many milliseconds, for ever.
        case drip(Int32)
        /// Nothing, until the client goes away.
        case silent
        /// Bytes without end.
        case endless
        /// Header lines without end.
        case endlessHeaders
    }

    enum Outcome { case keepsOpen, ends, brokenOff }

    static func json(_ value: JSONValue, status: Int = 200, headers: [String: String] = [:]) -> ScriptedReply {
        ScriptedReply(status: status, headers: headers, body: value.bytes)
    }

    static func text(_ text: String, status: Int = 200, headers: [String: String] = [:]) -> ScriptedReply {
        ScriptedReply(status: status, headers: headers, body: Array(text.utf8))
    }

    static func failing(_ delivery: Delivery) -> ScriptedReply { ScriptedReply(delivery: delivery) }

    func send(over descriptor: Int32) -> Outcome {
        let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        let start = Array("HTTP/1.1 \(status) Scripted\r\n\(lines)".utf8)
        let sized = start + Array("Content-Length: \(body.count)\r\n\r\n".utf8)
        switch delivery {
        case .whole:
            let hasBody = status != 204 && status != 304
            return write(hasBody ? sized + body : start + [13, 10], descriptor) ? .keepsOpen : .brokenOff
        case .truncated:
            return write(sized + body.prefix(body.count / 2), descriptor) ? .ends : .brokenOff
        case .closed:
            return .ends
        case .reset:
            var hard = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
            return write(start, descriptor) ? .ends : .brokenOff
        case .drip(let milliseconds):
            var alive = write(start + Array("Content-Length: 1000000\r\n\r\n".utf8), descriptor)
            while alive { alive = !hasGone(descriptor, within: milliseconds) && write([0x20], descriptor) }
            return .brokenOff
        case .silent:
            return hasGone(descriptor, within: 20_000) ? .brokenOff : .ends
        case .endless:
            var alive = write(start + Array("Connection: close\r\n\r\n".utf8), descriptor)
            while alive { alive = write([UInt8](repeating: 0x20, count: 65_536), descriptor) }
            return .brokenOff
        case .endlessHeaders:
            var alive = write(start, descriptor)
            while alive { alive = write(Array("X-More: \(String(repeating: "x", count: 1000))\r\n".utf8), descriptor) }
            return .brokenOff
        }
    }

    /// Waits for the client to close its end.
    private func hasGone(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
        // 0x2000 is POLLRDHUP (poll(2)), which Glibc shows only to _GNU_SOURCE.
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN) | 0x2000, revents: 0)
        return poll(&polled, 1, milliseconds) > 0
    }

    private func write(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress.map { $0 + offset }, $0.count - offset, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            offset += count
        }
        return true
    }
}
