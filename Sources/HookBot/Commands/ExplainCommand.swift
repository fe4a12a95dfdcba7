internal import HTTPClient
internal import GitHubAPI
internal import Configuration
internal import JSON
internal import POSIX
internal import Rules

/// `hookbot explain`
struct ExplainCommand {
    let invocation: Invocation

    /// GitHub sends no larger body.
    private static let largestPayload = 26_214_400

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run() async throws {
        let file = try ConfigurationFile.load(invocation, environment: ProcessEnvironment.variables())
        let configuration = try file.checked()
        switch (invocation.positionals.first, invocation["--event"], invocation["--payload"]) {
        case (let id?, nil, nil): try await explainStored(id, configuration)
        case (nil, let name?, let path?): try explain(name, try payload(path), configuration)
        default:
            throw StartError.configuration("give either the id of a delivery, or --event NAME with --payload FILE")
        }
    }

    private func payload(_ path: String) throws -> JSONValue {
        do {
            let bytes =
                path == "-"
                ? try Descriptor.standardInput { (input) throws(SystemError) in try input.readAll(limit: Self.largestPayload) }
                : try Files.read(path, limit: Self.largestPayload)
            return try JSONValue(parsing: bytes)
        } catch let error as JSONError {
            throw StartError.configuration("\(path) is no JSON: \(error)")
        } catch {
            throw StartError.configuration("\(error)")
        }
    }

    private func explain(_ name: String, _ payload: JSONValue, _ configuration: HookBotConfiguration) throws {
        guard payload.object != nil else { throw StartError.configuration("a webhook body is a JSON object") }
        // `issues.labeled` is taken for `issues`: the action stands in the payload.
        let event = Event(name: String(name.prefix { $0 != "." }), payload: payload)
        let explanation = evaluate(configuration.rules, event: event, exhaustive: true)
        Output.write(invocation.has("--json") ? explanation.json().text(.indented) + "\n" : explanation.text())
    }

    /// What was decided then, with the values of then; the rules may have changed since.
    private func explainStored(_ id: String, _ configuration: HookBotConfiguration) async throws {
        let client = try await ServiceClient(configuration)
        let delivery: JSONValue
        do {
            delivery = try await client.call(.get, "/deliveries/\(percentEncoded(id))")
            await client.close()
        } catch {
            await client.close()
            throw error
        }
        if invocation.has("--json") { return Output.line(delivery.text(.indented)) }
        let note = delivery["note"]?.string.map { " (\($0))" } ?? ""
        Output.line(
            "\(delivery["event"]?.string ?? "") received \(delivery["received_at"]?.string ?? ""): \(delivery["state"]?.string ?? "")\(note)"
        )
        for match in delivery["matches"]?.array ?? [] {
            let job = match["job"]?.string.map { ", job \($0)" } ?? ""
            Output.line("\(match["matched"]?.bool == true ? "✓" : "✗") \(match["rule"]?.string ?? "")\(job)")
            Output.line(TraceText.lines(match["explanation"] ?? .null).map { "    \($0)" }.joined(separator: "\n"))
        }
        if let payload = delivery["payload"], payload.object != nil {
            Output.line("\nUnder today's rules:\n")
            try explain(delivery["event"]?.string ?? "", payload, configuration)
        }
    }
}
