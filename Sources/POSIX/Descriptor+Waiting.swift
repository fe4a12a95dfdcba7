internal import CLinux
internal import Glibc

extension Descriptor {
    /// A pidfd: readable once the process has ended. ESRCH when it is gone already.
    package static func end(of process: Int32) throws(SystemError) -> Descriptor {
        let number = clinux_pidfd_open(process)
        guard number >= 0 else { throw SystemError("pidfd_open", "\(process)") }
        return Descriptor(owning: number)
    }

    /// Reads and writes then answer EAGAIN instead of waiting.
    package borrowing func stopBlocking() { _ = clinux_stop_blocking(number) }

    /// Takes one signal from a descriptor of `CurrentProcess.stopSignals`; false when none is there.
    package borrowing func takeSignal() -> Bool {
        // The size of a signalfd_siginfo, signalfd(2).
        var report = [UInt8](repeating: 0, count: 128)
        return read(number, &report, report.count) > 0
    }

    /// Blocks the thread until there is something to read or the other end is gone; false at the end of `timeout`.
    package borrowing func waitUntilReadable(timeout: Duration) -> Bool {
        let deadline = ContinuousClock.now + timeout
        while true {
            let rest = deadline - .now
            let milliseconds = max(0, rest.components.seconds * 1000 + rest.components.attoseconds / 1_000_000_000_000_000)
            var polled = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
            let count = poll(&polled, 1, Int32(clamping: milliseconds))
            if count > 0 { return true }
            if count == 0 { return false }
        }
    }
}
