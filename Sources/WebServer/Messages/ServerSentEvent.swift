/// One event of a `text/event-stream` (HTML Standard, section 9.2).
package struct ServerSentEvent: Sendable {
    let bytes: [UInt8]

    /// Every line of `data` becomes a line of its own; line ends and NUL inside `event` and `id` are dropped.
    package init(data: String, event: String? = nil, id: String? = nil) {
        var text = ""
        if let event { text += "event: \(ServerSentEvent.oneLine(event))\n" }
        if let id { text += "id: \(ServerSentEvent.oneLine(id))\n" }
        text += ServerSentEvent.lines(data, prefix: "data: ")
        bytes = Array((text + "\n").utf8)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// A line that clients ignore; sent now and then, it keeps the connection known to be alive.
    package static func comment(_ text: String) -> ServerSentEvent {
        ServerSentEvent(bytes: Array((lines(text, prefix: ": ") + "\n").utf8))
    }

    private static func lines(_ text: String, prefix: String) -> String {
        // Swift sees CR LF as one character, which isNewline includes; a form feed or U+2028 ends no line here.
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
            .map { "\(prefix)\($0)\n" }.joined()
    }

    private static func oneLine(_ text: String) -> String {
        String(text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" && $0 != "\0" })
    }
}
