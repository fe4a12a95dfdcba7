/// What one conversation with a git host may cost.
package struct TransferLimits: Hashable, Sendable {
    /// For the whole conversation.
    package var wallTime: Duration = .seconds(1800)
    /// Without a byte of progress; libgit2 1.5.1 itself would wait forever.
    package var noProgress: Duration = .seconds(60)
    /// Bytes of the largest file the transfer process may write, so of one pack.
    package var fileSize = 16 << 30
    /// Objects in one pack.
    package var objects = 20_000_000
    /// Bytes of one object after unpacking.
    package var objectSize = 2 << 30
    /// Bytes of the remote's messages kept from one push.
    package var sidebandText = 64 << 10

    package init() {}
}
