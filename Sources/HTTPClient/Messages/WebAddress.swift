internal import CCurl

/// A parsed `http` or `https` URL, read by libcurl's own parser (libcurl-url(3)), so that the address checked is the one used.
package struct WebAddress: Hashable, Sendable {
    package let text: String
    package let scheme: String
    package let host: String
    package let port: String

    /// Reads an absolute URL; one with a user or password, another scheme or no host is refused.
    package init?(_ text: String) { self.init(text, relativeTo: nil) }

    /// Reads a URL reference as found in a `Location` or `Link` header.
    package init?(_ reference: String, relativeTo base: WebAddress?) {
        guard reference.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parser = URLParser() else { return nil }
        if let base, !parser.set(base.text) { return nil }
        guard parser.set(reference), parser.part(CURLUPART_USER) == nil, parser.part(CURLUPART_PASSWORD) == nil,
            let scheme = parser.part(CURLUPART_SCHEME)?.lowercased(), scheme == "http" || scheme == "https",
            let host = parser.part(CURLUPART_HOST)?.lowercased(), let port = parser.part(CURLUPART_PORT),
            let text = parser.part(CURLUPART_URL)
        else { return nil }
        self.text = text
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    /// Whether credentials meant for one may be sent to the other: scheme, host and port agree.
    package func hasSameOrigin(as other: WebAddress) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    package var isLoopback: Bool { host == "localhost" || host == "[::1]" || host == "::1" || Self.isLoopbackIPv4(host) }

    private static func isLoopbackIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

/// Owns one CURLU handle.
private struct URLParser: ~Copyable {
    private let handle: OpaquePointer

    init?() {
        guard let handle = curl_url() else { return nil }
        self.handle = handle
    }

    deinit { curl_url_cleanup(handle) }

    /// Replaces the URL; a relative one is resolved against the URL set before.
    borrowing func set(_ url: String) -> Bool { curl_url_set(handle, CURLUPART_URL, url, 0) == CURLUE_OK }

    borrowing func part(_ part: CURLUPart) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let flags = part == CURLUPART_PORT ? UInt32(CURLU_DEFAULT_PORT) : 0
        guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
