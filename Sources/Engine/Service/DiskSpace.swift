internal import Configuration
internal import POSIX
internal import Synchronization

/// How much room the data directory has left; asked for at most once a second.
package final class DiskSpace: Sendable {
    /// How far below its marks it is.
    package enum Level: Int, Comparable, Sendable {
        case ample
        /// No job is begun: what runs shall come to its end.
        case low
        /// Nothing is received either: GitHub keeps what it could not hand over, and a full database helps nobody.
        case exhausted

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        package init(free: Int, jobs: Int, receiving: Int) {
            self = free < receiving ? .exhausted : free < jobs ? .low : .ample
        }
    }

    private let live: LiveConfiguration
    private let last = Mutex<(asked: ContinuousClock.Instant, free: Int?)?>(nil)

    package init(_ live: LiveConfiguration) { self.live = live }

    /// Where the file system cannot be asked, nothing is held back.
    package var level: Level {
        let storage = live.current.storage
        guard let free = free(at: storage.dataFolder) else { return .ample }
        return Level(free: free, jobs: storage.lowWaterForJobs, receiving: storage.lowWater)
    }

    private func free(at folder: String) -> Int? {
        let now = ContinuousClock.now
        if let known = last.withLock({ $0 }), now - known.asked < .seconds(1) { return known.free }
        let free = Files.freeSpace(at: folder)
        last.withLock { $0 = (now, free) }
        return free
    }
}
