internal import JSON

extension SandboxWorld {
    func json(_ status: SandboxStatus, in repository: SandboxRepository) -> JSONValue {
        [
            "url": .string("\(addresses.api(repository.name))/statuses/\(status.commit)"), "id": .integer(status.id),
            "node_id": .string(nodeID("StatusContext", status.id)), "state": .string(status.state),
            "description": JSONValue(status.description), "target_url": JSONValue(status.targetURL),
            "context": .string(status.context), "created_at": .string(status.createdAt.seconds),
            "updated_at": .string(status.createdAt.seconds), "creator": userJSON(status.creator),
        ]
    }

    func json(_ run: SandboxCheckRun, in repository: SandboxRepository) -> JSONValue {
        let url = "\(addresses.api(repository.name))/check-runs/\(run.id)"
        return [
            "id": .integer(run.id), "node_id": .string(nodeID("CheckRun", run.id)), "head_sha": .string(run.commit),
            "external_id": .string(run.externalID), "url": .string(url),
            "html_url": .string("\(addresses.web(repository.name))/runs/\(run.id)"), "details_url": JSONValue(run.detailsURL),
            "status": .string(run.status), "conclusion": JSONValue(run.conclusion), "started_at": .string(run.startedAt.seconds),
            "completed_at": JSONValue(run.completedAt?.seconds), "name": .string(run.name),
            "output": [
                "title": JSONValue(run.title), "summary": JSONValue(run.summary), "text": JSONValue(run.text),
                "annotations_count": .integer(Int64(run.annotations.count)), "annotations_url": .string("\(url)/annotations"),
            ],
            "check_suite": ["id": .integer(repository.id), "head_sha": .string(run.commit)], "app": app.map { json($0) } ?? .null,
            "pull_requests": .array(
                repository.pulls.filter { $0.isOpen && $0.pull?.headCommit == run.commit }.map {
                    ["number": .integer(Int64($0.number)), "id": JSONValue($0.pull?.id)]
                }),
        ]
    }

    func json(_ hook: SandboxHook) -> JSONValue {
        let url =
            switch hook.scope {
            case .repository(let id):
                "\(repositories[id].map { addresses.api($0.name) } ?? addresses.api)/hooks/\(hook.id)"
            case .app: "\(addresses.api)/app/hook"
            }
        var config: [String: JSONValue] = [
            "content_type": .string(hook.encoding.rawValue), "insecure_ssl": "0", "url": .string(hook.url),
        ]
        if hook.secret != nil { config["secret"] = "********" }
        return [
            "type": hook.scope == .app ? "App" : "Repository", "id": .integer(hook.id), "name": "web",
            "active": .bool(hook.isActive), "events": .array(hook.events.map(JSONValue.string)), "config": .object(config),
            "updated_at": .string(hook.updatedAt.seconds), "created_at": .string(hook.createdAt.seconds), "url": .string(url),
            "test_url": .string("\(url)/test"), "ping_url": .string("\(url)/pings"),
            "deliveries_url": .string("\(url)/deliveries"), "last_response": lastResponse(of: hook),
        ]
    }

    private func lastResponse(of hook: SandboxHook) -> JSONValue {
        switch deliveries.last(where: { $0.hook == hook.id })?.outcome {
        case .answered(let status):
            ["code": .integer(Int64(status)), "status": (200..<300).contains(status) ? "active" : "error", "message": .null]
        case .failed(let reason): ["code": .null, "status": "error", "message": .string(reason)]
        case .pending, nil: ["code": .null, "status": "unused", "message": .null]
        }
    }

    /// One attempt; the full form adds what was sent.
    func json(_ delivery: SandboxDelivery, full: Bool = false) -> JSONValue {
        let (code, status): (Int?, String) =
            switch delivery.outcome {
            case .pending: (nil, "pending")
            case .answered(let code): (code, (200..<300).contains(code) ? "OK" : "Invalid HTTP Response: \(code)")
            case .failed(let reason): (nil, reason)
            }
        let components = delivery.duration.components
        var members: [String: JSONValue] = [
            "id": .integer(delivery.id), "guid": .string(delivery.guid), "delivered_at": .string(delivery.deliveredAt.seconds),
            "redelivery": .bool(delivery.isRedelivery),
            "duration": .number(Double(components.seconds) + Double(components.attoseconds) / 1e18),
            "status": .string(status), "status_code": .integer(Int64(code ?? 0)), "event": .string(delivery.event),
            "action": JSONValue(delivery.action), "installation_id": .null, "repository_id": JSONValue(delivery.repository),
            "throttled_at": .null,
        ]
        if full {
            members["url"] = JSONValue(hooks[delivery.hook]?.url)
            members["request"] = [
                "headers": ["X-GitHub-Delivery": .string(delivery.guid), "X-GitHub-Event": .string(delivery.event)],
                "payload": (try? JSONValue(parsing: delivery.body)) ?? .string(String(decoding: delivery.body, as: UTF8.self)),
            ]
            members["response"] = ["headers": [:], "payload": .null]
        }
        return .object(members)
    }
}
