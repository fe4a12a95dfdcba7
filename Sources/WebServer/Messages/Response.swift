package import JSON

/// What a handler answers. The server itself adds Date, Content-Length or chunking, `Connection: close` and
/// `X-Content-Type-Options: nosniff`; a header that could split the answer turns the whole of it into a 500.
package struct Response: Sendable {
    package enum Body: Sendable {
        case bytes([UInt8])
        /// Sent as it comes, until the stream ends. Its termination handler also runs when the client goes away.
        case stream(AsyncStream<[UInt8]>)
        /// Nothing at all: the connection is closed, as by a server that died.
        case dropped
    }

    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: Body

    package init(status: Int = 200, headers: [(name: String, value: String)] = [], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package static func json(_ value: JSONValue, status: Int = 200) -> Response {
        bytes(value.bytes, type: "application/json", status: status)
    }

    package static func text(_ text: String, status: Int = 200) -> Response {
        bytes(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
    }

    package static func html(_ text: String, status: Int = 200) -> Response {
        bytes(Array(text.utf8), type: "text/html; charset=utf-8", status: status)
    }

    package static func bytes(_ bytes: [UInt8], type: String, status: Int = 200) -> Response {
        Response(status: status, headers: [("Content-Type", type)], body: .bytes(bytes))
    }

    package static func empty(status: Int) -> Response { Response(status: status) }

    /// `{"error": message}`.
    package static func error(_ message: String, status: Int) -> Response {
        json(.object(["error": .string(message)]), status: status)
    }

    package static func redirect(to location: String, status: Int = 303) -> Response {
        Response(status: status, headers: [("Location", location)])
    }

    /// Closes the connection without an answer.
    package static var dropped: Response { Response(body: .dropped) }

    /// Server-sent events. Heartbeat comments are the caller's; on `WebServer.stop` such a stream ends at once.
    package static func events(_ stream: AsyncStream<ServerSentEvent>) -> Response {
        let source = EventSource(stream)
        return Response(
            headers: [("Content-Type", eventStreamType), ("Cache-Control", "no-store")],
            body: .stream(AsyncStream(unfolding: { await source.next() })))
    }

    package func with(header name: String, _ value: String) -> Response {
        var response = self
        response.headers.append((name, value))
        return response
    }

    func header(_ name: String) -> String? {
        headers.first { HeaderFields.areEqual($0.name, name) }?.value
    }

    /// Whether this stream may go on for ever, so that a stopping server need not wait for it.
    var isEventStream: Bool { header("Content-Type") == eventStreamType }
}

private let eventStreamType = "text/event-stream"
