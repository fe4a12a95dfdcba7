package import Identifiers
package import JSON

/// An event as it arrived, before it is stored. Making one compresses the body on the calling thread.
package struct NewDelivery: Sendable {
    /// Which configured hook received it; with `guid` it names the delivery.
    package var hook: String
    package var guid: DeliveryID
    package var source: DeliverySource
    package var event: String
    package var action: String?
    package var headers: JSONValue
    package var body: CompressedBody
    /// SHA-256 of the raw body in lower-case hexadecimal digits.
    package var bodySHA256: String
    /// Which of the hook's secrets the signature was made with.
    package var secretLabel: String?
    package var receivedAt: Timestamp

    package init(
        hook: String, guid: DeliveryID, source: DeliverySource = .github, event: String, action: String? = nil,
        headers: JSONValue = [:], body: [UInt8], bodySHA256: String, secretLabel: String? = nil, receivedAt: Timestamp
    ) {
        self.hook = hook
        self.guid = guid
        self.source = source
        self.event = event
        self.action = action
        self.headers = headers
        self.body = CompressedBody(body)
        self.bodySHA256 = bodySHA256
        self.secretLabel = secretLabel
        self.receivedAt = receivedAt
    }
}
