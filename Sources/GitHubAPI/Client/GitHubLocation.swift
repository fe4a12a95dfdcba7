internal import HTTPClient

/// Where one GitHub lives: its API and its web pages.
package struct GitHubLocation: Hashable, Sendable {
    /// Without a slash at the end: `https://api.github.com`, `https://github.example.com/api/v3`.
    package let baseURL: String
    /// Without a slash at the end: `https://github.com`.
    package let webURL: String
    let address: WebAddress

    /// Plain `http` is taken for loopback addresses only, unless `allowsPlainHTTP`: every request carries a token.
    package init(baseURL: String, webURL: String, allowsPlainHTTP: Bool = false) throws(LocationError) {
        address = try Self.read(baseURL, allowsPlainHTTP)
        _ = try Self.read(webURL, allowsPlainHTTP)
        self.baseURL = Self.withoutSlash(baseURL)
        self.webURL = Self.withoutSlash(webURL)
    }

    private static func read(_ text: String, _ allowsPlainHTTP: Bool) throws(LocationError) -> WebAddress {
        guard !text.contains("?"), !text.contains("#"), let address = WebAddress(text) else { throw .notAnAddress }
        guard address.scheme == "https" || allowsPlainHTTP || address.isLoopback else { throw .unencrypted(host: address.host) }
        return address
    }

    private static func withoutSlash(_ text: String) -> String {
        var text = Substring(text)
        while text.hasSuffix("/") { text.removeLast() }
        return String(text)
    }
}
