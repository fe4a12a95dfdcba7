extension RequestHead {
    /// Refuses every shape that two HTTP parsers could read in two ways, and everything over a limit.
    func accepted(within limits: ServerLimits) throws(Refusal) -> AcceptedHead {
        guard version == "HTTP/1.1" || version == "HTTP/1.0" else { throw Refusal(505, "HTTP Version Not Supported") }
        guard target.utf8.count <= limits.maximumTarget else { throw Refusal(414, "The request target is too long") }
        guard headers.count <= limits.maximumHeaders else { throw Refusal(431, "Too many headers") }
        guard size <= limits.headerMemory else { throw Refusal(431, "The headers are too large") }
        guard isExact else { throw Refusal(400, "The request head is not well formed") }
        guard HeaderFields.isName(method) else { throw Refusal(400, "The method is not a token") }
        let framing = try framing()
        let decoded: RequestTarget
        do { decoded = try RequestTarget(target) } catch { throw Refusal(400, error.description) }
        let length = try bodyLength(framing, limits)
        if length != 0, limits.requiresJSONFor.contains(decoded.path), framing.contentTypes != ["application/json"] {
            throw Refusal(415, "Content-Type must be application/json")
        }
        return AcceptedHead(method: method, target: decoded, headers: headers, bodyLength: length)
    }

    private struct Framing {
        var hosts = 0
        var lengths: [String] = []
        var encodings: [String] = []
        var contentTypes: [String] = []
    }

    /// Looks at every header rather than looking one up, as a second one of the same name is what smuggling needs.
    private func framing() throws(Refusal) -> Framing {
        var framing = Framing()
        for (name, value) in headers {
            guard HeaderFields.isName(name) else { throw Refusal(400, "A header name is not a token") }
            guard HeaderFields.isValue(value) else { throw Refusal(400, "A header value contains a control character") }
            switch name.lowercased() {
            case "host":
                framing.hosts += 1
                guard RequestHead.isHost(value) else { throw Refusal(400, "Host is not a host") }
            case "content-length": framing.lengths.append(value)
            case "transfer-encoding": framing.encodings.append(value)
            case "content-type": framing.contentTypes.append(value)
            default: break
            }
        }
        guard framing.hosts == 1 else { throw Refusal(400, "Exactly one Host header is needed") }
        return framing
    }

    private func bodyLength(_ framing: Framing, _ limits: ServerLimits) throws(Refusal) -> Int? {
        guard framing.encodings.isEmpty else {
            guard framing.lengths.isEmpty else { throw Refusal(400, "Content-Length and Transfer-Encoding exclude each other") }
            guard framing.encodings == ["chunked"], version == "HTTP/1.1" else {
                throw Refusal(400, "The only Transfer-Encoding is chunked")
            }
            guard limits.allowsChunkedRequests else { throw Refusal(411, "Content-Length is required") }
            return nil
        }
        guard let text = framing.lengths.first else { return 0 }
        guard framing.lengths.count == 1 else { throw Refusal(400, "Content-Length is repeated") }
        let isDigits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isDigits, (1...9).contains(text.utf8.count), let length = Int(text) else {
            throw Refusal(400, "Content-Length is not a number of at most nine digits")
        }
        guard length <= limits.maximumBody else { throw Refusal(413, "The body is too large") }
        return length
    }

    private static func isHost(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: ".-_:[]%".utf8.contains(byte)
                }
            }
    }
}
