/// What a server has done so far, at one moment.
package struct ServerStatistics: Sendable, Equatable {
    package let openConnections: Int
    /// Requests handed to the handler.
    package let requests: Int
    /// Requests the server itself answered with an error; those libmicrohttpd could not parse are not among them.
    package let refused: Int
    /// Connections cut at a deadline.
    package let cut: Int
    /// Bytes of bodies in memory that count against the budget.
    package let bodyBytes: Int
}
