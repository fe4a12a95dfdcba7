/// Posts one event; gives the status of the answer, or why there was none.
package typealias WebhookSender =
    @Sendable (_ url: String, _ headers: [(name: String, value: String)], _ body: [UInt8]) async -> (
        status: Int?, error: String?
    )
