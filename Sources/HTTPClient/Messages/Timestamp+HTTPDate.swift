internal import CCurl
package import Identifiers

extension Timestamp {
    /// Reads an HTTP date (RFC 9110 section 5.6.7) by curl_getdate(3).
    package init?(httpDate text: String) {
        let seconds = curl_getdate(text, nil)
        guard seconds >= 0 else { return nil }
        self.init(milliseconds: Int64(seconds) * 1000)
    }
}
