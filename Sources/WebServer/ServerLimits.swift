/// What one server grants its clients.
package struct ServerLimits: Sendable {
    /// Bytes of one body, by what was declared and by what came; more is 413. At most 999,999,999.
    package var maximumBody: Int
    /// Bytes of all bodies received but not yet answered; more is 503.
    package var bodyBudget: Int
    /// Connections open at once; further ones wait in the kernel's queue.
    package var maximumConnections: Int
    /// From the accepted connection to the last byte of the body; then the connection is cut. The handler that follows may
    /// take as long as it wants, and goes on when its client leaves.
    package var requestDeadline: Duration
    /// Without one byte moving either way, in whole seconds, rounded up.
    package var inactivity: Duration
    /// From the handler's answer to its last byte sent; streams have no such limit.
    package var responseDeadline: Duration
    /// Bytes of the request line and the headers together; more is 431.
    package var headerMemory: Int
    /// More headers than this are 431.
    package var maximumHeaders: Int
    /// Bytes of path and query; more is 414.
    package var maximumTarget: Int
    /// Whether a body may come in chunks instead of with a Content-Length; otherwise 411.
    package var allowsChunkedRequests: Bool
    /// Paths whose bodies must be declared exactly `application/json`; anything else is 415.
    package var requiresJSONFor: [String]

    package init(
        maximumBody: Int = 26_214_400, bodyBudget: Int = 134_217_728, maximumConnections: Int = 256,
        requestDeadline: Duration = .seconds(8), inactivity: Duration = .seconds(5),
        responseDeadline: Duration = .seconds(30), headerMemory: Int = 16_384, maximumHeaders: Int = 100,
        maximumTarget: Int = 2048, allowsChunkedRequests: Bool = false, requiresJSONFor: [String] = []
    ) {
        self.maximumBody = maximumBody
        self.bodyBudget = bodyBudget
        self.maximumConnections = maximumConnections
        self.requestDeadline = requestDeadline
        self.inactivity = inactivity
        self.responseDeadline = responseDeadline
        self.headerMemory = headerMemory
        self.maximumHeaders = maximumHeaders
        self.maximumTarget = maximumTarget
        self.allowsChunkedRequests = allowsChunkedRequests
        self.requiresJSONFor = requiresJSONFor
    }
}
