package import Identifiers

extension GitHub {
    /// GitHub's record of one attempt to deliver an event; redeliveries repeat the GUID under another id.
    package struct HookDelivery: Hashable, Sendable {
        package let id: Int64
        package let guid: DeliveryID
        package let deliveredAt: Timestamp
        package let isRedelivery: Bool
        package let event: String
        package let action: String?
        /// Of our answer; 0 where there was none.
        package let statusCode: Int64
        package let repositoryID: Int64?

        package init(
            id: Int64, guid: DeliveryID, deliveredAt: Timestamp, isRedelivery: Bool = false, event: String, action: String? = nil,
            statusCode: Int64, repositoryID: Int64? = nil
        ) {
            self.id = id
            self.guid = guid
            self.deliveredAt = deliveredAt
            self.isRedelivery = isRedelivery
            self.event = event
            self.action = action
            self.statusCode = statusCode
            self.repositoryID = repositoryID
        }

        package var wasAnswered: Bool { (200..<300).contains(statusCode) }
    }
}

extension GitHub.HookDelivery: WireReadable {
    static let wireName = "delivery"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        guard let guid = DeliveryID(try wire.text("guid")) else { throw .unreadable("delivery.guid is not a UUID") }
        self.guid = guid
        deliveredAt = try wire.time("delivered_at")
        isRedelivery = try wire.optionalBool("redelivery") ?? false
        event = try wire.text("event")
        action = try wire.optionalText("action")
        statusCode = try wire.integer("status_code")
        repositoryID = try wire.optionalInteger("repository_id")
    }
}
