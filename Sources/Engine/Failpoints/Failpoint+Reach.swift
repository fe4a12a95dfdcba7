#if FAILPOINTS
    internal import Glibc
    internal import Identifiers

    extension Failpoint {
        /// What `HOOKBOT_FAILPOINT` asks for, read once.
        private static let script = FailpointScript(
            environment: getenv(FailpointScript.variable).map { String(cString: $0) })

        /// Does what the script wants here; returns at once where it wants nothing.
        package func reach() {
            switch Self.script.next(at: self) {
            case nil: return
            case .kill:
                kill(getpid(), SIGKILL)
                // The signal ends this thread too, before it could do anything more.
                while true { pause() }
            case .hold(let duration): usleep(UInt32(clamping: duration.wholeMilliseconds * 1000))
            }
        }
    }
#else
    extension Failpoint {
        @inline(__always) package func reach() {}
    }
#endif
