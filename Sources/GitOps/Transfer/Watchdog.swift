internal import Dispatch
internal import Glibc
internal import Identifiers

/// Ends the transfer process when the conversation takes too long: the only way out of a libgit2 call that waits for a byte.
enum Watchdog {
    private static let interval: useconds_t = 50_000

    static func start(_ limits: TransferLimits, _ clock: ProgressClock, _ replies: ReplyChannel) {
        DispatchQueue(label: "watchdog").async {
            while true {
                usleep(interval)
                let stalled = clock.idle > limits.noProgress.wholeMilliseconds
                guard stalled || clock.elapsed > limits.wallTime.wholeMilliseconds else { continue }
                let reason = stalled ? "the git host sent nothing for \(limits.noProgress)" : "not done after \(limits.wallTime)"
                if replies.send(.failed(.timeout(reason))) { _exit(1) }
                return
            }
        }
        // Should even this thread be stuck, SIGALRM ends the process.
        alarm(UInt32(clamping: limits.wallTime.wholeMilliseconds / 1000 + 5))
    }
}
