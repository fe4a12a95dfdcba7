internal import Engine
internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import Storage
internal import WebServer

/// The inbox over HTTP: what came, what became of it, and why.
struct DeliveryRoutes: Sendable {
    let database: Database
    /// Nil where no service runs that could dispatch.
    var dispatcher: Dispatcher?

    var routes: [Route] {
        [
            Route("GET", "/deliveries") { request in
                guard let limit = Int(request.query("limit") ?? "50"), (1...500).contains(limit) else {
                    return .error("limit must be a number from 1 to 500", status: 400)
                }
                let before = request.query("before").flatMap { Int64($0) }
                return await answering {
                    let deliveries = try await database.read { try $0.deliveries.list(limit: limit, before: before) }
                    return .json(["deliveries": .array(deliveries.map(Self.json))])
                }
            },
            Route("GET", "/deliveries/:id") { request in
                guard let guid = DeliveryID(request.parameters["id"] ?? "") else {
                    return .error("a delivery's id is a UUID", status: 400)
                }
                return await answering {
                    try await database.read { tx in
                        guard let delivery = try tx.deliveries.find(guid: guid), case .object(var members) = Self.json(delivery)
                        else {
                            return .error("Delivery not found", status: 404)
                        }
                        members["matches"] = .array(
                            try tx.matches.list(delivery: delivery.id).map { match in
                                .object([
                                    "rule": .string(match.name), "matched": .bool(match.matched),
                                    "explanation": match.explanation,
                                    "job": JSONValue(match.job?.description),
                                ])
                            })
                        members["payload"] = delivery.body.flatMap { try? JSONValue(parsing: $0.bytes()) } ?? .null
                        return .json(.object(members))
                    }
                }
            },
            Route("POST", "/deliveries/:id/replay") { await replay($0) },
        ]
    }

    /// `POST /deliveries/{id}/replay`, with `?plan=true` only what it would do.
    private func replay(_ request: Request) async -> Response {
        guard let guid = DeliveryID(request.parameters["id"] ?? "") else {
            return .error("a delivery's id is a UUID", status: 400)
        }
        guard let dispatcher else { return .error("no service is running", status: 503) }
        return await answering {
            guard let delivery = try await database.read({ try $0.deliveries.find(guid: guid) }) else {
                return .error("Delivery not found", status: 404)
            }
            let name: JSONValue = .string(guid.description)
            if request.query("plan") == "true" {
                do {
                    guard case .object(var members) = try await dispatcher.planReplay(delivery).json else { return .json([:]) }
                    members["delivery"] = name
                    members["event"] = .string(delivery.event)
                    return .json(.object(members))
                } catch let error as GitHubError {
                    return .error("GitHub could not be asked for the sender's permission: \(error)", status: 502)
                }
            }
            guard delivery.body != nil else { return .error("The delivery's body is kept no longer", status: 410) }
            try await dispatcher.replay(delivery, by: "api")
            return .json(["delivery": name, "status": "queued"], status: 202)
        }
    }

    private static func json(_ delivery: Delivery) -> JSONValue {
        .object([
            "id": .string(delivery.guid.description), "row": .integer(delivery.id), "hook": .string(delivery.hook),
            "event": .string(delivery.event), "state": .string(delivery.state.rawValue), "note": JSONValue(delivery.note),
            "bytes": .integer(Int64(delivery.bodySize)), "received_at": .string(delivery.receivedAt.description),
            "dispatched_at": JSONValue(delivery.dispatchedAt?.description),
            "dispatch_attempts": .integer(Int64(delivery.dispatchAttempts)),
        ])
    }
}
