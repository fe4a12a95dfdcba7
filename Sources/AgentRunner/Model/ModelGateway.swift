package import Identifiers

/// A running proxy to the model, which the supervisor holds open for as long as its agent runs.
package struct ModelGateway: Sendable {
    /// Where it listens.
    package enum Listener: Hashable, Sendable {
        /// A socket that is shown to the sandbox, and there carried on to loopback.
        case socket(path: String)
        /// A port of this machine's loopback, for an agent without a sandbox.
        case loopback
    }

    /// What a proxy is opened with.
    package struct Order: Sendable {
        package let route: ModelRoute
        package let key: Secret
        /// What the agent says in place of the key; it is good for this run only.
        package let nonce: Secret
        package let listener: Listener
        /// Where each request is recorded.
        package let ledger: String

        package init(route: ModelRoute, key: Secret, nonce: Secret, listener: Listener, ledger: String) {
            self.route = route
            self.key = key
            self.nonce = nonce
            self.listener = listener
            self.ledger = ledger
        }
    }

    package typealias Opener = @Sendable (Order) throws -> ModelGateway

    /// The port of this machine's loopback; 0 on a socket.
    package let port: UInt16
    package let close: @Sendable () -> Void

    package init(port: UInt16, close: @escaping @Sendable () -> Void) {
        self.port = port
        self.close = close
    }
}
