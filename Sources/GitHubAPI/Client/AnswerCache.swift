internal import HTTPClient
internal import Synchronization

/// Answers with an `ETag`, so that asking again costs nothing while nothing changed. The least recently used go first.
final class AnswerCache: Sendable {
    struct Key: Hashable, Sendable {
        /// Whose answer it is: another credential or installation may see another one.
        let reader: String
        let accept: String
        let url: String
    }

    private struct Entry: Sendable {
        let tag: String
        let response: HTTPResponse
        var lastUse: UInt64
    }

    private struct Contents: Sendable {
        var entries: [Key: Entry] = [:]
        var bytes = 0
        var clock: UInt64 = 0
    }

    private let contents = Mutex(Contents())
    private let maximumEntries: Int
    private let maximumBytes: Int

    init(maximumEntries: Int = 512, maximumBytes: Int = 16 << 20) {
        self.maximumEntries = maximumEntries
        self.maximumBytes = maximumBytes
    }

    func tag(for key: Key) -> String? { contents.withLock { $0.entries[key]?.tag } }

    /// The kept answer, if it still has the tag that was sent.
    func response(for key: Key, tag: String) -> HTTPResponse? {
        contents.withLock { contents in
            contents.clock += 1
            guard contents.entries[key]?.tag == tag else { return nil }
            contents.entries[key]?.lastUse = contents.clock
            return contents.entries[key]?.response
        }
    }

    /// Keeps a 200 that has a tag; one that alone would fill an eighth of the cache is not worth its place.
    func keep(_ response: HTTPResponse, for key: Key) {
        guard response.status == 200, let tag = response.headers["etag"], tag.utf8.count < 300,
            response.body.count <= maximumBytes / 8
        else { return }
        contents.withLock { contents in
            contents.clock += 1
            contents.bytes -= contents.entries[key]?.response.body.count ?? 0
            contents.entries[key] = Entry(tag: tag, response: response, lastUse: contents.clock)
            contents.bytes += response.body.count
            while contents.entries.count > maximumEntries || contents.bytes > maximumBytes {
                guard let oldest = contents.entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
                contents.bytes -= oldest.value.response.body.count
                contents.entries[oldest.key] = nil
            }
        }
    }
}
