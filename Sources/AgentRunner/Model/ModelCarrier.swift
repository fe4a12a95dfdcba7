internal import Glibc
internal import POSIX

/// The process inside a sandbox that copies bytes between loopback and the proxy's socket until the sandbox ends.
package final class ModelCarrier {
    /// Bytes on their way in one direction.
    private struct Flow {
        var waiting: ArraySlice<UInt8> = []
        var hasEnded = false
        var isClosed = false
    }

    private final class Link {
        let inner: Descriptor
        let outer: Descriptor
        var outward = Flow()
        var inward = Flow()

        init(inner: consuming Descriptor, outer: consuming Descriptor) {
            self.inner = inner
            self.outer = outer
        }

        var isOver: Bool { outward.isClosed && inward.isClosed }
    }

    private static let bufferSize = 256 << 10

    private let listener: Descriptor
    private let socketPath: String
    private var links: [Link] = []

    /// `PORT SOCKET`: says one byte on standard output once it listens, and returns only where it cannot go on.
    package static func run(_ arguments: [String]) -> Int32 {
        guard arguments.count == 2, let port = UInt16(arguments[0]) else { return 2 }
        CurrentProcess.ignoreBrokenPipes()
        do {
            let carrier = try ModelCarrier(port: port, socketPath: arguments[1])
            try Descriptor(owning: dup(1)).writeAll([0x2E])
            close(1)
            while carrier.step() {}
            return 1
        } catch {
            return 1
        }
    }

    private init(port: UInt16, socketPath: String) throws(SystemError) {
        listener = try LoopbackSocket.listen(port: port)
        self.socketPath = socketPath
        listener.stopBlocking()
    }

    /// False where the system cannot tell any more what is ready.
    private func step() -> Bool {
        var polled = [pollfd(fd: listener.number, events: Int16(POLLIN), revents: 0)]
        for link in links {
            polled.append(Self.wish(link.inner.number, reads: link.outward, writes: link.inward))
            polled.append(Self.wish(link.outer.number, reads: link.inward, writes: link.outward))
        }
        guard poll(&polled, nfds_t(polled.count), -1) >= 0 else { return errno == EINTR }
        for (index, link) in links.enumerated() {
            let (inner, outer) = (polled[1 + 2 * index], polled[2 + 2 * index])
            Self.move(link.inner.number, inner.revents, to: link.outer.number, outer.revents, &link.outward)
            Self.move(link.outer.number, outer.revents, to: link.inner.number, inner.revents, &link.inward)
        }
        links.removeAll { $0.isOver }
        if polled[0].revents != 0 { accept() }
        return true
    }

    private static func wish(_ number: Int32, reads: Flow, writes: Flow) -> pollfd {
        var events: Int32 = 0
        if !reads.hasEnded && reads.waiting.isEmpty { events |= POLLIN }
        if !writes.waiting.isEmpty { events |= POLLOUT }
        // Without a wish a hang-up would still be told, over and over.
        return pollfd(fd: events == 0 ? -1 : number, events: Int16(events), revents: 0)
    }

    private static func move(_ source: Int32, _ sourceEvents: Int16, to target: Int32, _ targetEvents: Int16, _ flow: inout Flow)
    {
        if sourceEvents != 0, flow.waiting.isEmpty, !flow.hasEnded {
            var bytes = [UInt8](repeating: 0, count: bufferSize)
            let count = read(source, &bytes, bytes.count)
            if count > 0 {
                flow.waiting = bytes[..<count]
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                flow.hasEnded = true
            }
        }
        if !flow.waiting.isEmpty {
            let count = flow.waiting.withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
            if count > 0 {
                flow.waiting = flow.waiting.dropFirst(count)
            } else if count < 0 && errno != EAGAIN && errno != EINTR {
                (flow.waiting, flow.hasEnded) = ([], true)
            }
        }
        if flow.hasEnded && flow.waiting.isEmpty && !flow.isClosed {
            flow.isClosed = true
            shutdown(target, Int32(SHUT_WR))
        }
    }

    private func accept() {
        while true {
            let number = Glibc.accept(listener.number, nil, nil)
            guard number >= 0 else { return }
            let inner = Descriptor(owning: number)
            // A proxy that is gone closes the connection, which the agent's program reports.
            guard let outer = try? LoopbackSocket.connect(path: socketPath) else { continue }
            inner.stopBlocking()
            outer.stopBlocking()
            links.append(Link(inner: inner, outer: outer))
        }
    }
}
