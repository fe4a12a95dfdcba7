internal import Engine
internal import GitHubAPI
internal import HTTPClient
internal import JSON

/// `hookbot accounts …`
struct AccountsCommand {
    let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func list() async throws {
        let answer = try await call(.get, "/accounts")
        if invocation.has("--json") { return Output.line(answer.text(.indented)) }
        let rows = (answer["accounts"]?.array ?? []).map(Self.row)
        if rows.isEmpty { return Output.line("the configuration has no accounts; agents ask their models by themselves") }
        Output.write(TextTable(["NAME", "KIND", "STATE", "UNTIL", "USES", "SPENT", "TODAY", "NOTE"], rows).text)
    }

    func pause() async throws { try await change("pause", "is paused", "was paused already") }

    func resume() async throws { try await change("resume", "may be used again", "may be used; nothing kept it") }

    private func change(_ verb: String, _ done: String, _ idle: String) async throws {
        let variables = ProcessEnvironment.variables()
        let person = variables["SUDO_USER"] ?? variables["USER"] ?? variables["LOGNAME"] ?? "the command line"
        let name = percentEncoded(invocation.positionals[0])
        let answer = try await call(.post, "/accounts/\(name)/\(verb)?by=\(percentEncoded(person))")
        if invocation.has("--json") { return Output.line(answer.text(.indented)) }
        Output.line("\(answer["name"]?.string ?? "") \(answer["changed"]?.bool == true ? done : idle)")
    }

    private static func row(_ account: JSONValue) -> [String] {
        let quota = account["quota"]
        let uses = account["uses"]?.integer ?? 0
        let used = quota?["used"]?.integer.map { "\(uses) (\($0) of \(quota?["runs"]?.integer ?? 0))" } ?? "\(uses)"
        return [
            account["name"]?.string ?? "", account["kind"]?.string ?? "", account["state"]?.string ?? "",
            account["until"]?.string ?? "", used, dollarText(account["spent_usd"]?.double ?? 0),
            dollarText(account["spent_today_usd"]?.double ?? 0), PublicText.singleLine(account["reason"]?.string ?? "", to: 80),
        ]
    }

    private func call(_ method: HTTPMethod, _ target: String) async throws -> JSONValue {
        let file = try ConfigurationFile.load(invocation, environment: ProcessEnvironment.variables())
        let client = try await ServiceClient(file.checked())
        do {
            let answer = try await client.call(method, target)
            await client.close()
            return answer
        } catch {
            await client.close()
            throw error
        }
    }
}
