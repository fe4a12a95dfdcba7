internal import GitHubAPI
internal import HTTPClient
internal import JSON

/// `hookbot replay`
struct ReplayCommand {
    let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run() async throws {
        let file = try ConfigurationFile.load(invocation, environment: ProcessEnvironment.variables())
        let client = try await ServiceClient(file.checked())
        let target = "/deliveries/\(percentEncoded(invocation.positionals[0]))/replay"
        let answer: JSONValue
        do {
            answer = try await client.call(.post, target + (invocation.has("--plan") ? "?plan=true" : ""))
            await client.close()
        } catch {
            await client.close()
            throw error
        }
        if invocation.has("--json") { return Output.line(answer.text(.indented)) }
        guard invocation.has("--plan") else {
            let id = answer["delivery"]?.string ?? ""
            return Output.line("\(id) is dispatched again; 'hookbot explain \(id)' shows what came of it")
        }
        if let note = answer["note"]?.string { Output.line("nothing would happen: \(note)") }
        for rule in answer["rules"]?.array ?? [] {
            Output.line("\(rule["matched"]?.bool == true ? "✓" : "✗") \(rule["rule"]?.string ?? "")")
            Output.line(TraceText.lines(rule["explanation"] ?? .null).map { "    \($0)" }.joined(separator: "\n"))
            for action in rule["actions"]?.array ?? [] { Output.line("    → \(Self.line(action))") }
        }
    }

    private static func line(_ action: JSONValue) -> String {
        let use = action["use"]?.string.map { " '\($0)'" } ?? ""
        let kind = "\(action["action"]?.string ?? "")\(use)"
        if let job = action["job"]?.string { return "\(kind): job \(job) was made already and stays" }
        return action["done"]?.bool == true ? "\(kind): was done already" : "\(kind): would be done"
    }
}
