/// Why no answer came back.
package struct TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    package let kind: Kind
    package let message: String
    /// Whether any byte of the request may have reached the other side.
    package let requestWasSent: Bool

    package enum Kind: String, Hashable, Sendable {
        case timeout, connect, tls, reset, tooLarge, cancelled, invalidRequest, other
    }

    package init(_ kind: Kind, _ message: String, requestWasSent: Bool = false) {
        self.kind = kind
        self.message = message
        self.requestWasSent = requestWasSent
    }

    package var description: String { "\(kind.rawValue): \(message)" }
}
