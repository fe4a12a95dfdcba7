internal import Configuration
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

    /// 0 where every account that can be asked is taken now.
    func check() async throws -> Int32 {
        let file = try ConfigurationFile.load(invocation, environment: ProcessEnvironment.variables())
        let configuration = try file.checked()
        let wanted = invocation.positionals.first
        if let wanted, configuration.account(named: wanted) == nil {
            throw StartError.failed("the configuration has no account '\(wanted)'; 'hookbot accounts list' shows them")
        }
        let probe = AccountProbe(transport: try CurlTransport(limits: TransportLimits(total: .seconds(60))), now: currentTime)
        var verdicts: [(name: String, verdict: AccountProbe.Verdict)] = []
        for account in configuration.accounts where wanted == nil || account.name == wanted {
            verdicts.append((account.name, await probe.verdict(on: account)))
        }
        if invocation.has("--json") {
            let rows = verdicts.map { row -> JSONValue in
                ["name": .string(row.name), "verdict": .string(row.verdict.word), "detail": .string(row.verdict.detail)]
            }
            Output.line(JSONValue.object(["accounts": .array(rows)]).text(.indented))
        } else {
            let rows = verdicts.map { [$0.name, $0.verdict.word, PublicText.singleLine($0.verdict.detail, to: 200)] }
            Output.write(TextTable(["NAME", "VERDICT", "DETAIL"], rows).text)
        }
        let isFine = verdicts.allSatisfy { row in
            switch row.verdict {
            case .ok, .notAsked: true
            case .limited, .refused, .unclear: false
            }
        }
        return isFine ? 0 : 1
    }

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
