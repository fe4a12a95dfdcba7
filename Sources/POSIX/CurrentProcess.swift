internal import CLinux
internal import Glibc

/// What a process decides about itself, once and at its start.
package enum CurrentProcess {
    package static var identifier: Int32 { getpid() }

    /// The real user and group, as numbers.
    package static var user: UInt32 { getuid() }
    package static var group: UInt32 { getgid() }

    /// The libraries this process has loaded, by their paths; none but the system's own where all others are linked in.
    package static var libraries: Set<String> {
        let lines = ((try? Files.readText("/proc/self/maps")) ?? "").split(separator: "\n")
        let files = lines.compactMap { line in line.firstIndex(of: "/").map { String(line[$0...]) } }
        return Set(files.filter { $0.hasSuffix(".so") || $0.contains(".so.") })
    }

    /// Makes descendants whose parent ended children of this process, instead of leaving them to init.
    package static func adoptOrphans() throws(SystemError) {
        guard clinux_become_subreaper() == 0 else { throw SystemError("prctl") }
    }

    /// No core dump, and no reading of /proc/PID/environ by others of the same user.
    package static func forbidDumps() throws(SystemError) {
        guard clinux_forbid_dumps() == 0, clinux_set_limit(clinux_limit_core(), 0) == 0 else { throw SystemError("prctl") }
    }

    /// A reader that went away then shows as EPIPE.
    package static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// The end of a terminal or of the starter's session no longer ends this process.
    package static func ignoreHangUps() {
        signal(SIGHUP, SIG_IGN)
    }

    /// A descriptor that becomes readable at SIGTERM and SIGINT, which no longer end this process; call it before there is
    /// a second thread, as the others would still take the signal.
    package static func stopSignals() throws(SystemError) -> Descriptor {
        let number = clinux_stop_signals()
        guard number >= 0 else { throw SystemError("signalfd") }
        return Descriptor(owning: number)
    }
}
