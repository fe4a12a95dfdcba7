/// The files of one clone and of those who work on it.
struct ClonePaths: Sendable, Hashable {
    let clone: String

    /// Held by whoever fetches, for as long as that takes.
    var fetchLock: String { "\(clone).lock" }

    /// Held shared by whoever writes objects or references, and exclusively while left-over locks are removed.
    var writeLock: String { "\(clone)/\(Self.ownPrefix)write.lock" }

    /// Held shared by whoever has the repository open, and exclusively while packs are replaced.
    var readLock: String { "\(clone)/\(Self.ownPrefix)read.lock" }

    /// A clone that is not complete yet.
    var incoming: String { "\(clone).incoming" }

    /// What the names of our own files in a clone begin with.
    static let ownPrefix = "hookbot-"
}
