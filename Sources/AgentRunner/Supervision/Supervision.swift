internal import Glibc
internal import Identifiers
internal import POSIX

/// One agent being watched, on one thread, from its start to the end of its last descendant.
struct Supervision: ~Copyable {
    private enum State {
        case running
        case ending(StopReason, killAt: ContinuousClock.Instant)
        case killed(StopReason)
    }

    private let record: LaunchRecord
    private let folder: RunFolder
    private let agentEnd: Descriptor
    private let folderWatch: FolderWatch
    private let stopSignals: Descriptor
    private var descendants: Descendants
    private var input: Descriptor?
    private var output: Descriptor?
    private var errorOutput: Descriptor?
    private var prompt: ArraySlice<UInt8>
    private var outputCopy: OutputCopy
    private var errorCopy: OutputCopy
    private var state = State.running
    private var deadlines: Deadlines
    private let startedAt = WallClock.now

    /// Starts the agent. The calling thread must stay until `watch` returns: the agent dies with it.
    init(
        _ record: LaunchRecord, folder: RunFolder, prompt: [UInt8], secrets: [String: String], stopSignals: consuming Descriptor
    ) throws(SystemError) {
        let inputPipe = try Descriptor.pipe()
        let outputPipe = try Descriptor.pipe()
        let errorPipe = try Descriptor.pipe()
        let limits = record.limits
        let outputCopy = try OutputCopy(
            to: folder.output, head: limits.outputHead, tail: limits.outputTail, line: limits.line)
        let errorCopy = try OutputCopy(
            to: folder.errorOutput, head: limits.errorHead, tail: limits.errorTail, line: limits.line)
        let command = ChildCommand(
            record.arguments[0], Array(record.arguments.dropFirst()),
            environment: record.environment.merging(secrets) { _, secret in secret }, folder: record.tree)
        let child = try ChildProcess.start(
            command, input: inputPipe.reading.number, output: outputPipe.writing.number,
            errorOutput: errorPipe.writing.number, confinement: record.confinement)
        let agentEnd = try Descriptor.end(of: child.identifier)
        let input = inputPipe.takeWriting()
        let output = outputPipe.takeReading()
        let errorOutput = errorPipe.takeReading()
        input.stopBlocking()
        output.stopBlocking()
        errorOutput.stopBlocking()
        self.record = record
        self.folder = folder
        self.agentEnd = agentEnd
        folderWatch = FolderWatch(folder.path)
        self.stopSignals = stopSignals
        self.input = consume input
        self.output = consume output
        self.errorOutput = consume errorOutput
        self.outputCopy = outputCopy
        self.errorCopy = errorCopy
        self.prompt = prompt[...]
        descendants = Descendants(ancestor: CurrentProcess.identifier, agent: child.identifier)
        deadlines = Deadlines(limits: limits, watchesHeartbeat: record.heartbeat != nil, start: .now)
        if prompt.isEmpty { self.input = nil }
    }

    /// Returns once nothing of the agent runs any more and all its output is on disk.
    consuming func watch() -> ExitRecord {
        // The order to stop may have come before anybody looked.
        if Files.exists(folder.cancel) { stop(.cancelled) }
        var hasEnded = false
        while !hasEnded { hasEnded = step() }
        let isEmpty = descendants.killAll()
        while read(output?.number ?? -1, isError: false) {}
        while read(errorOutput?.number ?? -1, isError: true) {}
        outputCopy.finish { OmissionMark.line(bytes: $0) }
        errorCopy.finish { Array("[\($0) bytes left out]\n".utf8) }
        return exitRecord(isEmpty: isEmpty)
    }

    /// Waits for the next thing to happen and deals with it; true once the agent has ended.
    private mutating func step() -> Bool {
        var polled = [
            pollfd(fd: agentEnd.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: input?.number ?? -1, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: output?.number ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errorOutput?.number ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: folderWatch.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: stopSignals.number, events: Int16(POLLIN), revents: 0),
        ]
        let patience = min(deadlines.millisecondsToNext(killAt: killAt), folderWatch.isWatching ? .max : 200)
        let count = poll(&polled, nfds_t(polled.count), Int32(clamping: patience))
        if count < 0 { return false }
        if polled[1].revents != 0 { feed() }
        if polled[2].revents != 0, !read(output?.number ?? -1, isError: false) { output = nil }
        if polled[3].revents != 0, !read(errorOutput?.number ?? -1, isError: true) { errorOutput = nil }
        if polled[4].revents != 0 || !folderWatch.isWatching {
            folderWatch.drain()
            if Files.exists(folder.cancel) { stop(.cancelled) }
        }
        if polled[5].revents != 0 {
            _ = stopSignals.takeSignal()
            stop(.shutDown)
        }
        checkLimits()
        descendants.reap()
        return polled[0].revents != 0 || descendants.agentEnd != nil
    }

    /// What the clock is watched for besides the limits.
    private var killAt: ContinuousClock.Instant? {
        switch state {
        case .running: nil
        case .ending(_, let killAt): killAt
        // Something could not be killed yet.
        case .killed: .now + .seconds(1)
        }
    }

    private mutating func checkLimits() {
        let now = ContinuousClock.now
        if outputCopy.total + errorCopy.total > record.limits.outputTotal { stop(.outputLimit) }
        if outputCopy.failure != nil || errorCopy.failure != nil { stop(.recordUnwritable) }
        if now >= deadlines.wall { stop(.wallLimit) }
        if now >= deadlines.idle { stop(.idleLimit) }
        if let heartbeat = record.heartbeat, let limit = record.limits.orphan, deadlines.heartbeatIsDue(at: now) {
            // A missing file is no sign of life either, but its age is then that of the run.
            let age = Files.age(of: heartbeat) ?? deadlines.elapsed(at: now)
            if age > limit { stop(.orphaned) }
        }
        if let limit = record.limits.treeBytes, deadlines.treeIsDue(at: now) {
            if TreeSize.exceeds(limit, below: record.tree) { stop(.treeLimit) }
            deadlines.treeWasMeasured(since: now)
        }
        if case .ending(let reason, let killAt) = state, now >= killAt { kill(reason) }
    }

    /// The first reason stays; a flood while the agent was asked to end cuts the wait short.
    private mutating func stop(_ reason: StopReason) {
        switch state {
        case .running where reason.isGentle:
            state = .ending(reason, killAt: .now + record.limits.grace)
            descendants.terminate(isSandboxed: record.isSandboxed)
        case .running: kill(reason)
        case .ending(let first, _) where !reason.isGentle: kill(first)
        case .ending, .killed: break
        }
    }

    private mutating func kill(_ reason: StopReason) {
        state = .killed(reason)
        _ = descendants.killAll()
    }

    private mutating func feed() {
        let number = input?.number ?? -1
        let count = prompt.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
        if count > 0 { prompt = prompt.dropFirst(count) }
        let isBlocked = count < 0 && (errno == EAGAIN || errno == EINTR)
        // An agent that does not read its prompt to the end may have its reasons.
        if prompt.isEmpty || (count < 0 && !isBlocked) { input = nil }
    }

    /// Reads once; false at the end of the stream and when nothing is there now.
    private mutating func read(_ number: Int32, isError: Bool) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(number, &chunk, chunk.count)
        if count < 0 { return errno == EINTR }
        guard count > 0 else { return false }
        if isError { errorCopy.take(chunk[..<count]) } else { outputCopy.take(chunk[..<count]) }
        deadlines.outputCame(at: .now)
        return true
    }

    private func exitRecord(isEmpty: Bool) -> ExitRecord {
        let end: ExitRecord.End =
            switch descendants.agentEnd {
            case .exited(let code)?: .exited(code)
            case .signalled(let number)?: .signalled(number)
            // Only `ChildCommand.run` makes these two.
            case .timedOut?, .outputLimit?: .lost
            // Not to be killed, so not to be waited for.
            case nil: .signalled(SIGKILL)
            }
        let reason: StopReason? =
            switch state {
            case .running: outputCopy.failure != nil || errorCopy.failure != nil ? .recordUnwritable : nil
            case .ending(let reason, _), .killed(let reason): reason
            }
        let usage = ChildUsage.current()
        return ExitRecord(
            end: end, stop: reason, isSandboxed: record.isSandboxed, startedAt: startedAt, endedAt: WallClock.now,
            processorMilliseconds: usage.processorMilliseconds, residentBytes: usage.residentBytes,
            outputBytes: outputCopy.total, errorBytes: errorCopy.total, omittedBytes: outputCopy.omitted + errorCopy.omitted,
            errorTail: String(decoding: errorCopy.recent, as: UTF8.self))
    }
}
