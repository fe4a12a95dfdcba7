internal import JSON
internal import POSIX
internal import Synchronization

/// Standard output of the transfer process: the first reply is written, later ones are dropped.
final class ReplyChannel: Sendable {
    private let isUsed = Atomic<Bool>(false)
    private let number: Int32

    init(writingTo number: Int32) { self.number = number }

    /// False where another thread replied already.
    @discardableResult
    func send(_ reply: TransferReply) -> Bool {
        guard !isUsed.exchange(true, ordering: .acquiringAndReleasing) else { return false }
        let output = Descriptor(owning: number)
        // A reader that has gone needs no answer.
        try? output.writeAll(reply.json.bytes)
        return true
    }
}
