internal import HTTPClient
internal import Identifiers
internal import Synchronization

/// One answer on its way from the model to the agent: counted as it passes, recorded once it has ended or its reader is gone.
///
/// Safe because one reader pulls, and only after the pull before it has returned; the record is behind a lock of its own.
final class PassingAnswer: @unchecked Sendable {
    private var pieces: AsyncThrowingStream<HTTPPiece, any Error>.Iterator
    private var usage: UsageReader?
    private let record: Record

    init(
        _ pieces: AsyncThrowingStream<HTTPPiece, any Error>, entry: LedgerEntry, now: @escaping @Sendable () -> Timestamp,
        ended: @escaping @Sendable (LedgerEntry) -> Void
    ) {
        self.pieces = pieces.makeAsyncIterator()
        record = Record(entry, now: now, ended: ended)
    }

    deinit { record.close(usage) }

    /// Status and headers; throws where there is no answer.
    func head() async throws -> HTTPResponse {
        do {
            guard case .head(let head)? = try await pieces.next() else {
                throw TransportError(.reset, "the model's answer has no beginning", requestWasSent: true)
            }
            record.begin(head)
            usage = UsageReader(isStream: head.headers["content-type"]?.hasPrefix("text/event-stream") == true)
            return head
        } catch {
            record.fail("\(error)")
            record.close(nil)
            throw error
        }
    }

    /// The next bytes; nil at the end, also at one that came too early, which the agent's program finds out by itself.
    func next() async -> [UInt8]? {
        do {
            if case .body(let bytes)? = try await pieces.next() {
                usage?.feed(bytes)
                record.count(bytes.count)
                return bytes
            }
        } catch {
            record.fail("\(error)")
        }
        record.close(usage)
        return nil
    }

    /// The entry while it grows.
    private final class Record: Sendable {
        private let state: Mutex<(entry: LedgerEntry, isClosed: Bool)>
        private let now: @Sendable () -> Timestamp
        private let ended: @Sendable (LedgerEntry) -> Void

        init(_ entry: LedgerEntry, now: @escaping @Sendable () -> Timestamp, ended: @escaping @Sendable (LedgerEntry) -> Void) {
            state = Mutex((entry, false))
            self.now = now
            self.ended = ended
        }

        func begin(_ head: HTTPResponse) {
            let moment = now()
            state.withLock { state in
                state.entry.status = head.status
                state.entry.firstByteMilliseconds = moment.milliseconds - state.entry.time.milliseconds
                state.entry.retryAt = RetryTime.of(head, now: moment)
            }
        }

        func count(_ bytes: Int) { state.withLock { $0.entry.responseBytes += bytes } }

        func fail(_ why: String) { state.withLock { $0.entry.refusal = why } }

        func close(_ reader: UsageReader?) {
            let moment = now()
            var reader = reader
            reader?.finish()
            let entry = state.withLock { state -> LedgerEntry? in
                guard !state.isClosed else { return nil }
                state.isClosed = true
                state.entry.milliseconds = moment.milliseconds - state.entry.time.milliseconds
                if let reader {
                    state.entry.usage = reader.usage
                    state.entry.model = reader.model
                    state.entry.costUSD = ModelPrice.of(reader.model ?? "").cost(of: reader.usage)
                }
                return state.entry
            }
            if let entry { ended(entry) }
        }
    }
}
