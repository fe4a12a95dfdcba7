internal import Crypto
internal import Identifiers
internal import JSON

extension SandboxWorld {
    /// The largest body GitHub sends; a larger one is not sent at all.
    static let maximumPayload = 25 << 20
    /// Deliveries that are remembered; GitHub forgets them after a few days.
    static let maximumDeliveries = 10_000

    /// Queues an event for every hook of the repository, and of the App, that wants it.
    mutating func emit(
        _ event: String, _ action: String?, in id: Int64, by sender: SandboxUser, _ members: [String: JSONValue]
    ) {
        guard let repository = repositories[id] else { return }
        let wanting = hooks.values.filter { hook in
            hook.wants(event) && (hook.scope == .repository(id) || hook.scope == .app)
        }
        guard !wanting.isEmpty else { return }
        var payload = members
        payload["action"] = action.map(JSONValue.string)
        payload["repository"] = members["repository"] ?? json(repository)
        payload["sender"] = json(sender)
        if let owner = users[repository.owner], owner.kind == .organization { payload["organization"] = organizationJSON(owner) }
        for hook in wanting.sorted(by: { $0.id < $1.id }) {
            if hook.scope == .app, let app {
                payload["installation"] = [
                    "id": .integer(app.installation), "node_id": .string(nodeID("Installation", app.installation)),
                ]
            } else {
                payload["installation"] = nil
            }
            deliver(event, action, repository: id, body: JSONValue.object(payload).bytes, to: hook)
        }
    }

    mutating func deliver(_ event: String, _ action: String?, repository: Int64?, body: [UInt8], to hook: SandboxHook) {
        guard body.count <= Self.maximumPayload else { return }
        let encoded: [UInt8] =
            switch hook.encoding {
            case .json: body
            case .form: Array("payload=\(String(decoding: body, as: UTF8.self).percentEncoded)".utf8)
            }
        queue(
            SandboxDelivery(
                id: newID(), hook: hook.id, guid: uuid4(randomBytes(16)), event: event, action: action,
                repository: repository, isRedelivery: false, deliveredAt: now, body: encoded))
    }

    /// Sends the same body under the same GUID once more.
    mutating func redeliver(_ delivery: SandboxDelivery) {
        note("redelivers \(delivery.guid)")
        queue(
            SandboxDelivery(
                id: newID(), hook: delivery.hook, guid: delivery.guid, event: delivery.event, action: delivery.action,
                repository: delivery.repository, isRedelivery: true, deliveredAt: now, body: delivery.body))
    }

    private mutating func queue(_ delivery: SandboxDelivery) {
        if deliveries.count >= Self.maximumDeliveries { deliveries.removeFirst(Self.maximumDeliveries / 10) }
        deliveries.append(delivery)
        outbox.append(delivery)
    }

    mutating func finish(delivery id: Int64, _ outcome: SandboxDelivery.Outcome, after duration: Duration) {
        guard let index = deliveries.lastIndex(where: { $0.id == id }) else { return }
        deliveries[index].outcome = outcome
        deliveries[index].duration = duration
    }
}

/// A version 4 UUID (RFC 9562) from sixteen random bytes.
private func uuid4(_ random: [UInt8]) -> String {
    var bytes = random
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = hexadecimal(bytes)
    var text = ""
    for (index, digit) in digits.enumerated() {
        if [8, 12, 16, 20].contains(index) { text.append("-") }
        text.append(digit)
    }
    return text
}
