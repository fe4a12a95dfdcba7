/// One request, received as a whole.
package struct Request: Sendable {
    package let method: String
    /// Decoded once and strictly; starts with "/".
    package let path: String
    /// Path and query exactly as sent.
    package let target: String
    /// In order, decoded as a form ("+" is a space).
    package let query: [(name: String, value: String)]
    /// In order, names as sent.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]
    /// The peer's numeric address without its port; "unix" on a Unix socket.
    package let remoteAddress: String
    /// What the ":name" and "*name" segments of the route matched.
    package var parameters: [String: String] = [:]
    let segments: [String]

    /// A request as if it had been received; the target is held to the same rules.
    package init(
        method: String = "GET", target: String, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
        remoteAddress: String = "127.0.0.1"
    ) throws(TargetError) {
        self.init(
            method: method, target: try RequestTarget(target), headers: headers, body: body, remoteAddress: remoteAddress)
    }

    init(
        method: String, target: RequestTarget, headers: [(name: String, value: String)], body: [UInt8], remoteAddress: String
    ) {
        self.method = method
        self.target = target.text
        path = target.path
        segments = target.segments
        query = target.query
        self.headers = headers
        self.body = body
        self.remoteAddress = remoteAddress
    }

    /// The first value of a header, by name in any case.
    package func header(_ name: String) -> String? {
        headers.first { HeaderFields.areEqual($0.name, name) }?.value
    }

    /// The first value of a query item.
    package func query(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }
}
