internal import CCurl

/// Owns one easy handle, its header list and the buffer libcurl writes its error text to.
struct EasyHandle: ~Copyable {
    let pointer: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var headers: UnsafeMutablePointer<curl_slist>?

    init() throws(TransportError) {
        guard let pointer = curl_easy_init() else { throw TransportError(.other, "libcurl has no memory for a transfer") }
        let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        // Setting a pointer cannot fail; a handle without this text would still name its error by code.
        _ = ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText)
        self.pointer = pointer
        self.errorText = errorText
    }

    deinit {
        // The list and the buffer must outlive the handle that points at them (curl_easy_setopt(3)).
        curl_easy_cleanup(pointer)
        curl_slist_free_all(headers)
        errorText.deallocate()
    }

    borrowing func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
        try check(ccurl_set_long(pointer, option, value))
    }

    borrowing func set(_ option: CURLoption, milliseconds duration: Duration) throws(TransportError) {
        let (seconds, attoseconds) = duration.components
        try set(option, max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)))
    }

    borrowing func set(_ option: CURLoption, _ text: String) throws(TransportError) {
        try check(ccurl_set_text(pointer, option, text))
    }

    borrowing func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer) throws(TransportError) {
        try check(ccurl_set_pointer(pointer, option, value))
    }

    borrowing func set(_ option: CURLoption, receiver: @escaping ccurl_receiver) throws(TransportError) {
        try check(ccurl_set_receiver(pointer, option, receiver))
    }

    borrowing func setBody(_ bytes: [UInt8]) throws(TransportError) {
        // libcurl takes a null pointer for "no body set yet", hence one byte of which none is sent.
        try check(ccurl_copy_body(pointer, bytes.isEmpty ? [0] : bytes, curl_off_t(bytes.count)))
    }

    /// Adds one header line, `name: value`.
    mutating func addHeader(_ line: String) throws(TransportError) {
        guard let longer = curl_slist_append(headers, line) else { throw TransportError(.other, "out of memory") }
        headers = longer
        try check(ccurl_set_list(pointer, CURLOPT_HTTPHEADER, longer))
    }

    borrowing func number(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(pointer, info, &value) == CURLE_OK ? value : 0
    }

    /// What libcurl said about a failure, or the code's own text.
    borrowing func message(_ code: CURLcode) -> String {
        errorText.pointee == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: errorText)
    }

    private borrowing func check(_ code: CURLcode) throws(TransportError) {
        guard code == CURLE_OK else {
            throw TransportError(.invalidRequest, "libcurl refused an option: \(String(cString: curl_easy_strerror(code)))")
        }
    }
}
