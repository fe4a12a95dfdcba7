/// What a connection is for; there is exactly one writer, and only it checkpoints: SQLite before 3.51.3 can drop a committed
/// transaction when two connections checkpoint and write at once.
enum ConnectionRole: Sendable {
    /// Checkpoints by itself once the log has this many pages.
    case writer(checkpointPages: Int)
    case reader
    /// Looks at a file before anything may change it.
    case inspector
    /// Reads it all into another file.
    case backup
}
