internal import CCurl

/// Owns one multi handle. Safe because everything but `wakeUp` is called on the loop's thread, and curl_multi_wakeup(3) is the
/// one multi function made for other threads.
struct MultiHandle: ~Copyable, @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    /// libcurl's process-wide set-up, run once by whoever comes first (curl_global_init(3)).
    private static let setUp = ccurl_global_init()

    init(connectionsPerHost: Int) throws(TransportError) {
        guard Self.setUp == CURLE_OK, let pointer = curl_multi_init() else {
            throw TransportError(.other, "libcurl could not start")
        }
        self.pointer = pointer
        _ = ccurl_multi_set_long(pointer, CURLMOPT_MAX_HOST_CONNECTIONS, connectionsPerHost)
    }

    deinit { curl_multi_cleanup(pointer) }

    borrowing func wakeUp() { curl_multi_wakeup(pointer) }
}
