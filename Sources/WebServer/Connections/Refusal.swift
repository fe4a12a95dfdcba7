internal import CMicrohttpd
internal import Glibc

/// An answer the server itself gives, without asking the handler.
struct Refusal: Error, Equatable {
    let status: Int
    let reason: String

    init(_ status: Int, _ reason: String) {
        self.status = status
        self.reason = reason
    }

    var response: Response {
        let response = Response.error(reason, status: status)
        return status == 503 ? response.with(header: "Retry-After", "1") : response
    }

    /// The whole answer as it goes over the wire, for the moments when libmicrohttpd cannot take one.
    func wire(at time: time_t) -> [UInt8] {
        let response = response
        guard case .bytes(let body) = response.body else { return [] }
        var head = "HTTP/1.1 \(status) \(String(cString: MHD_get_reason_phrase_for(UInt32(status))))\r\n"
        for (name, value) in response.headers { head += "\(name): \(value)\r\n" }
        head += "Date: \(Refusal.date(time))\r\nContent-Length: \(body.count)\r\n"
        head += "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
        return Array(head.utf8) + body
    }

    private static func date(_ time: time_t) -> String {
        var time = time
        var parts = tm()
        gmtime_r(&time, &parts)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            // Safe because an allocation of 64 has an address.
            let start = text.baseAddress!
            strftime(start, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
            return String(cString: start)
        }
    }
}
