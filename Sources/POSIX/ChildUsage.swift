internal import CLinux
internal import Glibc

/// What all children waited for so far used together (getrusage(2)).
package struct ChildUsage: Hashable, Sendable {
    /// User and system time.
    package let processorMilliseconds: Int64
    /// The largest resident size any one of them had.
    package let residentBytes: Int64

    package static func current() -> ChildUsage {
        var usage = rusage()
        _ = clinux_child_usage(&usage)
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        let microseconds = Int(usage.ru_utime.tv_usec) + Int(usage.ru_stime.tv_usec)
        // ru_maxrss is in KiB, getrusage(2).
        return ChildUsage(
            processorMilliseconds: Int64(seconds * 1000 + microseconds / 1000), residentBytes: Int64(usage.ru_maxrss) * 1024)
    }
}
