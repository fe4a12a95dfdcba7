/// How much of a tree is taken over; what passes a limit is reported and left as it was in the base.
package struct ImportLimits: Hashable, Sendable {
    /// Changed files.
    package var changes = 10_000
    /// Entries looked at, ignored ones not counted.
    package var entries = 2_000_000
    /// Bytes of one file; GitHub refuses larger ones.
    package var fileSize = 100 << 20
    /// Bytes of all new content.
    package var totalSize = 500 << 20
    /// Folders inside each other.
    package var depth = 100
    /// Bytes of a path.
    package var pathLength = 1024

    package init() {}
}
