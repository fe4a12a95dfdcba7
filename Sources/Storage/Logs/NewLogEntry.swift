package import JSON

/// A log entry before it has its number.
package struct NewLogEntry: Hashable, Sendable {
    package var stream: LogStream
    package var level: LogLevel
    package var event: String?
    package var content: String
    package var fields: JSONValue?
    package var run: Int64?
    package var step: String?

    package init(
        _ stream: LogStream, _ content: String, level: LogLevel = .info, event: String? = nil, fields: JSONValue? = nil,
        run: Int64? = nil, step: String? = nil
    ) {
        self.stream = stream
        self.content = content
        self.level = level
        self.event = event
        self.fields = fields
        self.run = run
        self.step = step
    }
}
