internal import CZstd
internal import Synchronization

/// Owns zstd's working memory, which costs more to make than a usual body to compress; one thread at a time.
///
/// Safe because it is either in the list, under its lock, or in the hands of the one call that took it out.
final class Compressor: @unchecked Sendable {
    private let context: OpaquePointer

    /// Those that nobody uses right now.
    private static let free = Mutex<[Compressor]>([])
    /// More than this many are not kept; as many threads compress at once.
    private static let kept = 4
    /// The fastest of zstd's usual levels: a few per cent larger than the default one, in half the time.
    private static let level: Int32 = 1
    /// Bytes of the bodies whose working memory is kept; that of larger ones is given back.
    private static let usualSize = 1 << 20

    private init() {
        let context = ZSTD_createCCtx()
        precondition(context != nil, "no memory for zstd")
        // Safe because of the line above.
        self.context = context!
    }

    deinit { ZSTD_freeCCtx(context) }

    /// One whole zstd frame.
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        let compressor = take()
        let frame = compressor.frame(of: bytes)
        if bytes.count <= usualSize { give(compressor) }
        return frame
    }

    private static func take() -> Compressor {
        free.withLock { $0.popLast() } ?? Compressor()
    }

    private static func give(_ compressor: Compressor) {
        free.withLock { if $0.count < kept { $0.append(compressor) } }
    }

    private func frame(of bytes: [UInt8]) -> [UInt8] {
        let room = ZSTD_compressBound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            count = ZSTD_compressCCtx(context, buffer.baseAddress, room, bytes, bytes.count, Self.level)
            // ZSTD_compressBound promises room enough, so only memory could be missing.
            precondition(ZSTD_isError(count) == 0, "zstd could not compress a body")
        }
    }
}
