/// What may be chosen when a database is opened.
package struct DatabaseOptions: Sendable {
    /// How many reads run at once.
    package var readers = 2
    /// At most this many waiting writes share one commit.
    package var batchLimit = 256
    /// How long a statement waits for a lock that somebody else holds.
    package var busyTimeout: Duration = .seconds(5)
    /// How long a call waits for a server that is away before it fails.
    package var patience: Duration = .seconds(8)
    /// The writer copies its log into the database once it has grown to this many pages of 4 KiB.
    package var checkpointPages = 4000
    /// Where row identifiers take their random bits from.
    package var randomBytes: @Sendable (Int) -> [UInt8] = systemRandomBytes

    package init() {}
}

private func systemRandomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in generator.next() }
}
