internal import CCurl

/// One request under way and what it has received so far; touched by the thread of one `CurlLoop` alone.
final class Transfer {
    let id: UInt64
    private var easy: EasyHandle
    private let limits: TransportLimits
    private let finished: @Sendable (Result<HTTPResponse, TransportError>) -> Void
    private var headers = HTTPHeaders()
    private var headerBytes = 0
    private var body: [UInt8] = []
    private var bodyBytes = 0
    private var overflow: String?
    /// Takes the answer in pieces as they come; without it the body is collected.
    private let receiver: (@Sendable (HTTPPiece) -> Void)?

    init(
        id: UInt64, _ request: HTTPRequest, limits: TransportLimits, receiver: (@Sendable (HTTPPiece) -> Void)?,
        finished: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
    ) throws(TransportError) {
        self.id = id
        self.limits = limits
        self.finished = finished
        self.receiver = receiver
        easy = try EasyHandle()
        try easy.prepare(request, limits: limits)
        try easy.restrict(to: limits)
        let context = Unmanaged.passUnretained(self).toOpaque()
        try easy.set(CURLOPT_HEADERDATA, pointer: context)
        try easy.set(CURLOPT_WRITEDATA, pointer: context)
        try easy.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            Transfer.from(context)?.receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
        try easy.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            Transfer.from(context)?.receiveBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
    }

    var handle: UnsafeMutableRawPointer { easy.pointer }

    /// Tells the caller how it ended.
    func finish(_ code: CURLcode) {
        if code == CURLE_OK {
            let status = easy.number(CURLINFO_RESPONSE_CODE)
            finished(.success(HTTPResponse(status: status, headers: headers, body: body)))
        } else if let overflow {
            finished(.failure(TransportError(.tooLarge, overflow, requestWasSent: true)))
        } else {
            let kind = TransportError.Kind(code)
            finished(.failure(TransportError(kind, easy.message(code), requestWasSent: requestWasSent)))
        }
    }

    /// Tells the caller that it was taken out before its end.
    func abandon(_ kind: TransportError.Kind, _ reason: String) {
        finished(.failure(TransportError(kind, reason, requestWasSent: requestWasSent)))
    }

    private var requestWasSent: Bool { easy.number(CURLINFO_REQUEST_SIZE) > 0 }

    private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// A count other than that of the bytes ends the transfer (CURLOPT_WRITEFUNCTION(3)).
    private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        bodyBytes += bytes.count
        guard bodyBytes <= limits.responseBytes else {
            overflow = "the answer is larger than \(limits.responseBytes) bytes"
            return 0
        }
        if let receiver { receiver(.body(Array(bytes))) } else { body.append(contentsOf: bytes) }
        return bytes.count
    }

    private func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        headerBytes += bytes.count
        guard headerBytes <= limits.headerBytes else {
            overflow = "the answer's headers are larger than \(limits.headerBytes) bytes"
            return 0
        }
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            // Interim answers (1xx) come first; only the headers of the last answer count.
            headers = HTTPHeaders()
        } else if let colon = line.firstIndex(of: ":") {
            headers.append(String(line[..<colon]), trimmed(line[line.index(after: colon)...]))
        } else if let receiver, bytes.count <= 2 {
            // The empty line after the headers, of interim answers too.
            let status = easy.number(CURLINFO_RESPONSE_CODE)
            if status >= 200 { receiver(.head(HTTPResponse(status: status, headers: headers))) }
        }
        return bytes.count
    }

    private func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
