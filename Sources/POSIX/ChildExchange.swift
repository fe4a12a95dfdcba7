internal import CLinux
internal import Glibc

/// Feeds one running program and listens to it, on the calling thread, until it has ended.
struct ChildExchange {
    let child: ChildProcess
    let input: [UInt8]
    let deadline: ContinuousClock.Instant
    let outputLimit: Int
    private var written = 0
    private var output: [UInt8] = []
    private var errorOutput: [UInt8] = []
    private var forcedEnd: ChildEnd?

    init(child: ChildProcess, input: [UInt8], deadline: ContinuousClock.Instant, outputLimit: Int) {
        self.child = child
        self.input = input
        self.deadline = deadline
        self.outputLimit = outputLimit
    }

    mutating func run(
        inputPipe: consuming Pipe, outputPipe: consuming Pipe, errorPipe: consuming Pipe, cancellation: Int32
    ) -> ChildResult {
        let exit = Descriptor(owning: clinux_pidfd_open(child.identifier))
        // Held until the end: a program that ends without reading its input would otherwise raise SIGPIPE here.
        let inputReader = inputPipe.reading
        var inputEnd: Descriptor? = inputPipe.writing
        let outputEnd = outputPipe.takeReading()
        let errorEnd = errorPipe.takeReading()
        var (outputOpen, errorOpen, ended) = (true, true, false)
        _ = fcntl(inputEnd?.number ?? -1, F_SETFL, O_NONBLOCK)
        if input.isEmpty { inputEnd = nil }
        // Once it has ended, descendants may still hold the pipes: what they wrote by then counts, waiting for them does not.
        while !ended {
            var polled = [
                pollfd(fd: inputEnd?.number ?? -1, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: outputOpen ? outputEnd.number : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errorOpen ? errorEnd.number : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: exit.number, events: Int16(POLLIN), revents: 0),
                pollfd(fd: forcedEnd == nil ? cancellation : -1, events: Int16(POLLIN), revents: 0),
            ]
            let remaining = (deadline - .now).milliseconds
            let count = poll(&polled, nfds_t(polled.count), forcedEnd == nil ? Int32(clamping: max(0, remaining)) : -1)
            if count < 0 { continue }
            if count == 0 || polled[4].revents != 0 { force(.timedOut) }
            if polled[0].revents != 0, !feed(inputEnd?.number ?? -1) { inputEnd = nil }
            if polled[1].revents != 0 { outputOpen = drain(outputEnd.number, into: \.output) }
            if polled[2].revents != 0 { errorOpen = drain(errorEnd.number, into: \.errorOutput) }
            ended = polled[3].revents != 0
        }
        _ = consume inputReader
        for (descriptor, target) in [(outputEnd.number, \Self.output), (errorEnd.number, \Self.errorOutput)] {
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            while drain(descriptor, into: target) {}
        }
        let end = child.wait()
        child.kill()
        return ChildResult(end: forcedEnd ?? end, output: output, errorOutput: errorOutput)
    }

    private mutating func force(_ end: ChildEnd) {
        guard forcedEnd == nil else { return }
        forcedEnd = end
        child.kill()
    }

    /// Writes what the pipe takes; false once all is written or nobody reads any more.
    private mutating func feed(_ descriptor: Int32) -> Bool {
        let count = input.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written) }
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        written += count
        return written < input.count
    }

    /// Reads what is there; false at the end of the stream, or when nothing is there right now.
    private mutating func drain(_ descriptor: Int32, into target: WritableKeyPath<Self, [UInt8]>) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptor, &chunk, chunk.count)
        if count < 0 { return errno == EINTR }
        guard count > 0 else { return false }
        if self[keyPath: target].count + count > outputLimit {
            force(.outputLimit)
        } else {
            self[keyPath: target].append(contentsOf: chunk[..<count])
        }
        return true
    }
}

extension Pipe {
    /// Keeps the reading end and closes the other.
    package consuming func takeReading() -> Descriptor { reading }

    /// Keeps the writing end and closes the other.
    package consuming func takeWriting() -> Descriptor { writing }
}

extension Duration {
    fileprivate var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
