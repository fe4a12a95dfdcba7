internal import CZstd

/// A request body as it is stored: compressed with zstd, with the size it had.
package struct CompressedBody: Hashable, Sendable {
    let frame: [UInt8]
    /// Bytes before compression.
    package let size: Int

    /// Compresses on the calling thread.
    package init(_ bytes: [UInt8]) {
        frame = Compressor.compress(bytes)
        size = bytes.count
    }

    init(frame: [UInt8], size: Int) {
        self.frame = frame
        self.size = size
    }

    /// The bytes as they arrived.
    package func bytes() throws(StorageError) -> [UInt8] {
        if size == 0 { return [] }
        var bytes = [UInt8](repeating: 0, count: max(0, size))
        let count = ZSTD_decompress(&bytes, bytes.count, frame, frame.count)
        guard ZSTD_isError(count) == 0, count == size else { throw .unreadableRow("a delivery's body does not decompress") }
        return bytes
    }
}
