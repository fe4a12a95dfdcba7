internal import CCurl
internal import Identifiers

extension EasyHandle {
    /// Sets what to send. Line breaks and other control characters anywhere in it are refused, as they would forge headers.
    mutating func prepare(_ request: HTTPRequest, limits: TransportLimits) throws(TransportError) {
        guard request.url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw TransportError(.invalidRequest, "the address holds characters that do not belong in one")
        }
        try set(CURLOPT_URL, request.url)
        // Dot segments were escaped on purpose.
        try set(CURLOPT_PATH_AS_IS, 1)
        if let body = request.body {
            try set(CURLOPT_POST, 1)
            try setBody(body)
        } else if request.method != .get {
            try set(CURLOPT_POST, 1)
            try setBody([])
        }
        try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        // libcurl repeats a request by itself when a connection it reused dies without a byte; a new connection prevents that.
        try set(CURLOPT_FRESH_CONNECT, request.method.isSafe || limits.reusesConnections ? 0 : 1)
        for field in request.headers.fields { try addField(field.name, field.value) }
        if let authorization = request.authorization { try addField("authorization", authorization.exposedText) }
        // Without these libcurl would add a content type of its own, and wait a second for "100 Continue".
        try addHeader("Expect:")
        if request.headers["content-type"] == nil { try addHeader("Content-Type:") }
    }

    /// Sets every limit, and switches off whatever libcurl would take from the machine around it.
    borrowing func restrict(to limits: TransportLimits) throws(TransportError) {
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_NETRC, 0)
        try set(CURLOPT_PROXY, limits.proxy ?? "")
        // HTTP/2 in this libcurl (7.88) was freshly rewritten; GitHub speaks 1.1 as well.
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        if let file = limits.certificateFile { try set(CURLOPT_CAINFO, file) }
        if let socket = limits.unixSocket { try set(CURLOPT_UNIX_SOCKET_PATH, socket) }
        if limits.acceptsCompression { try set(CURLOPT_ACCEPT_ENCODING, "gzip") }
        try set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds: limits.connect)
        try set(CURLOPT_TIMEOUT_MS, milliseconds: limits.total)
        // A body of some kilobytes and its last bytes must not wait for one another.
        try set(CURLOPT_TCP_NODELAY, 1)
        try set(CURLOPT_LOW_SPEED_LIMIT, limits.lowSpeed)
        try set(CURLOPT_LOW_SPEED_TIME, Int(max(1, limits.lowSpeedTime.components.seconds)))
    }

    private mutating func addField(_ name: String, _ value: String) throws(TransportError) {
        let isName = !name.isEmpty && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3A && $0 != 0x3B }
        guard isName, value.utf8.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) else {
            throw TransportError(
                .invalidRequest, "the header \(isName ? name : "name") holds characters that do not belong in one")
        }
        // "name:" would remove the header; "name;" is libcurl's way to send an empty one.
        try addHeader(value.isEmpty ? "\(name);" : "\(name): \(value)")
    }
}
