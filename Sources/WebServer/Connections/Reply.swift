internal import CMicrohttpd

/// Owns one response of libmicrohttpd.
struct Reply: ~Copyable {
    private let handle: OpaquePointer

    /// Copies the bytes; nil without memory.
    init?(bytes: [UInt8]) {
        let handle = bytes.withUnsafeBytes { bytes in
            MHD_create_response_from_buffer(
                bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
        }
        guard let handle else { return nil }
        self.handle = handle
    }

    /// Sends what the exchange's stream brings; keeps the exchange until libmicrohttpd lets go of the response.
    init?(streaming exchange: Exchange) {
        let context = Unmanaged.passRetained(exchange)
        let unknownSize = UInt64.max
        let handle = MHD_create_response_from_callback(
            unknownSize, streamBlock,
            { context, _, buffer, room in
                guard let context, let buffer else { return endWithError }
                let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
                switch exchange.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: room)) {
                case .bytes(let count): return count
                case .end: return endOfStream
                case .broken: return endWithError
                }
            }, context.toOpaque(),
            { context in
                if let context { Unmanaged<Exchange>.fromOpaque(context).release() }
            })
        guard let handle else {
            context.release()
            return nil
        }
        self.handle = handle
    }

    // libmicrohttpd counts references: one that is queued lives on until it is sent.
    deinit { MHD_destroy_response(handle) }

    /// `.NO` closes the connection without an answer.
    borrowing func send(_ response: Response, over connection: OpaquePointer) -> MHD_Result {
        for (name, value) in response.headers where !value.isEmpty && !isFraming(name) {
            MHD_add_response_header(handle, name, value)
        }
        if response.header("X-Content-Type-Options") == nil {
            MHD_add_response_header(handle, "X-Content-Type-Options", "nosniff")
        }
        // One request for each connection: whatever was smuggled behind the first is never read.
        MHD_add_response_header(handle, "Connection", "close")
        return MHD_queue_response(connection, UInt32(response.status), handle)
    }

    /// Headers that only the server sets.
    private func isFraming(_ name: String) -> Bool {
        ["connection", "content-length", "date", "keep-alive", "transfer-encoding", "upgrade"].contains(name.lowercased())
    }
}

/// Bytes asked for at a time.
private let streamBlock = 16_384
// MHD_CONTENT_READER_END_OF_STREAM and MHD_CONTENT_READER_END_WITH_ERROR are casting macros, which Swift does not see.
private let endOfStream = -1
private let endWithError = -2
