internal import CLinux
internal import Glibc

/// An inotify(7) descriptor on one folder: readable when a name appeared there and, if asked for, a file in it was written to.
package struct FolderWatch: ~Copyable, Sendable {
    /// For poll(2) or a dispatch source; -1, which poll ignores, where the system has no inotify instance left.
    package let number: Int32
    private let descriptor: Descriptor?

    package init(_ path: String, includingWrites: Bool = false) {
        number = clinux_watch_folder(path, includingWrites ? 1 : 0)
        descriptor = number < 0 ? nil : Descriptor(owning: number)
    }

    /// Whether there is something to wait for; otherwise the folder has to be looked at now and then.
    package var isWatching: Bool { number >= 0 }

    /// Takes what was reported so far; which file it was is for the caller to look up, as reports can be lost anyway.
    package borrowing func drain() {
        var reports = [UInt8](repeating: 0, count: 4096)
        while read(number, &reports, reports.count) > 0 {}
    }
}
