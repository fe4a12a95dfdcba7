/// Turns events into bytes one at a time, so that a slow client holds back whoever makes the events.
///
/// Safe because one consumer pulls, and only after the pull before it has returned.
final class EventSource: @unchecked Sendable {
    private var iterator: AsyncStream<ServerSentEvent>.Iterator

    init(_ stream: AsyncStream<ServerSentEvent>) { iterator = stream.makeAsyncIterator() }

    func next() async -> [UInt8]? { await iterator.next()?.bytes }
}
