internal import Crypto
package import Identifiers
internal import JSON
package import Storage

/// Takes webhook deliveries in: verified over the raw bytes, stored and synced, and only then acknowledged.
package struct Receiver: Sendable {
    /// One request as it came over the network.
    package struct Incoming: Sendable {
        /// The last part of `/webhooks/github/{hook}`; empty without one.
        package var hook: String
        package var headers: [(name: String, value: String)]
        package var body: [UInt8]

        package init(hook: String, headers: [(name: String, value: String)], body: [UInt8]) {
            self.hook = hook
            self.headers = headers
            self.body = body
        }
    }

    package enum Answer: Equatable, Sendable {
        case accepted(DeliveryID)
        case duplicate(DeliveryID)
        /// The GUID came with another body before: kept as evidence, not acted on.
        case conflicting(DeliveryID)
        /// The sender must change the request: 400.
        case malformed(String)
        /// 401.
        case unsigned
        /// 415.
        case unsupportedType(String)
        /// Nothing was stored, or it is not known whether: 503, and the sender may come again.
        case unavailable
    }

    private let database: Database
    private let secrets: [Secret]
    private let now: @Sendable () -> Timestamp
    private let stored: Wakeup?
    private let disk: DiskSpace?

    package init(
        database: Database, secrets: [Secret], now: @escaping @Sendable () -> Timestamp, dispatcher: Dispatcher?,
        disk: DiskSpace? = nil
    ) {
        self.disk = disk
        self.database = database
        self.secrets = secrets
        self.now = now
        stored = dispatcher?.wakeup
    }

    /// Answers after the delivery is on disk.
    package func receive(_ incoming: Incoming) async -> Answer {
        let headers = incoming.headers.map { (name: $0.name.lowercased(), value: $0.value) }
        func header(_ name: String) -> String? {
            var found: String?
            for header in headers where header.name == name {
                if found != nil { return nil }
                found = header.value
            }
            return found
        }
        guard let signer = WebhookSignature.signer(of: incoming.body, header: header("x-hub-signature-256"), secrets: secrets)
        else {
            return .unsigned
        }
        let type = header("content-type")?.prefix { $0 != ";" }.trimmed.lowercased()
        guard type == "application/json" else {
            return .unsupportedType("set the webhook's content type to application/json")
        }
        guard let guid = header("x-github-delivery").flatMap({ DeliveryID($0) }) else {
            return .malformed("X-GitHub-Delivery must hold one UUID")
        }
        guard let event = header("x-github-event"), Self.isEventName(event) else {
            return .malformed("X-GitHub-Event must hold the name of one event")
        }
        // Before the disk is full: what is taken in needs room to be acted on, too.
        if disk?.level == .exhausted { return .unavailable }
        let delivery = NewDelivery(
            hook: incoming.hook, guid: guid, event: event, headers: Self.kept(headers), body: incoming.body,
            bodySHA256: hexadecimal(sha256(incoming.body)), secretLabel: "secret \(signer + 1)", receivedAt: now())
        Failpoint.receiveVerified.reach()
        do {
            switch try await database.write({ try $0.deliveries.insert(delivery) }) {
            case .inserted:
                Failpoint.receiveStored.reach()
                stored?.signal()
                return .accepted(guid)
            case .duplicate: return .duplicate(guid)
            case .conflicting: return .conflicting(guid)
            }
        } catch {
            return .unavailable
        }
    }

    private static func isEventName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
    }

    /// Headers worth keeping: those that say what the delivery is and where it came from, none that authorises anything. Their
    /// names are in lower case.
    private static func kept(_ headers: [(name: String, value: String)]) -> JSONValue {
        var kept: [String: JSONValue] = [:]
        for (name, value) in headers where name.hasPrefix("x-github-") || name == "user-agent" || name == "content-type" {
            kept[name] = .string(value)
        }
        return .object(kept)
    }
}
