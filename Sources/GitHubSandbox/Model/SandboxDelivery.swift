package import Identifiers

/// One attempt to deliver an event to a hook.
package struct SandboxDelivery: Sendable, Identifiable {
    package enum Outcome: Sendable, Hashable {
        case pending
        case answered(status: Int)
        case failed(reason: String)
    }

    package let id: Int64
    package let hook: Int64
    /// `X-GitHub-Delivery`: a redelivery repeats it.
    package let guid: String
    package let event: String
    package let action: String?
    package let repository: Int64?
    package let isRedelivery: Bool
    package let deliveredAt: Timestamp
    package let body: [UInt8]
    package var outcome = Outcome.pending
    var duration = Duration.zero

    package var succeeded: Bool {
        switch outcome {
        case .answered(let status): (200..<300).contains(status)
        case .pending, .failed: false
        }
    }
}
