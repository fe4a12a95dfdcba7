internal import HTTPClient
internal import Configuration
internal import Engine
internal import GitHubAPI
internal import JSON

/// `hookbot jobs …`
struct JobsCommand {
    let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func list() async throws {
        var query: [String] = []
        if let states = invocation["--state"] { query.append("state=\(percentEncoded(states))") }
        if let repository = invocation["--repo"] { query.append("repo=\(percentEncoded(repository))") }
        if let limit = invocation["--limit"] {
            guard Int(limit).map({ (1...500).contains($0) }) == true else {
                throw UsageError.wrongValue(option: "--limit", value: limit, expected: "a number from 1 to 500")
            }
            query.append("limit=\(limit)")
        }
        let answer = try await call(.get, "/jobs\(query.isEmpty ? "" : "?" + query.joined(separator: "&"))")
        if invocation.has("--json") { return Output.line(answer.text(.indented)) }
        let jobs = answer["jobs"]?.array ?? []
        let rows = jobs.map(Self.row(ofJob:))
        Output.write(TextTable(["JOB", "STATE", "WHERE", "RULE", "TITLE", "COST", "RESULT"], rows).text)
        let total = answer["total"]?.integer ?? 0
        if total > Int64(jobs.count) { Output.line("\(jobs.count) of \(total); --limit N shows more") }
    }

    func show() async throws {
        let job = try await call(.get, "/jobs/\(percentEncoded(invocation.positionals[0]))")
        if invocation.has("--json") { return Output.line(job.text(.indented)) }
        let names = [
            "id", "state", "outcome", "state_note", "title", "rule", "agent", "actor", "attempt", "branch_name", "base_branch",
            "base_sha",
            "head_sha", "files_changed", "pr_url", "cost_usd", "created_at", "started_at", "completed_at",
        ]
        for name in names {
            guard let value = job[name], !value.isNull, value != "" else { continue }
            let shown = name == "cost_usd" ? value.double.map(dollarText) : nil
            Output.line("\(name.padded(14)) \(shown ?? value.plain)")
        }
        let steps = (job["steps"]?.array ?? []).map(Self.row(ofStep:))
        if !steps.isEmpty { Output.write("\n" + TextTable(["STEP", "STATE", "BEGUN", "RESULT"], steps).text) }
        let runs = (job["runs"]?.array ?? []).map(Self.row(ofRun:))
        if !runs.isEmpty { Output.write("\n" + TextTable(["RUN", "ACCOUNT", "ENDED", "TURNS", "COST"], runs).text) }
    }

    private static func row(ofStep step: JSONValue) -> [String] {
        let state = step["finished_at"]?.string == nil ? "under way" : "done"
        let result = PublicText.singleLine(step["result"]?.text() ?? "", to: 80)
        return [step["name"]?.string ?? "", state, step["begun_at"]?.string ?? "", result]
    }

    private static func row(ofRun run: JSONValue) -> [String] {
        let cost = run["cost_usd"]?.double.map(dollarText) ?? ""
        let reason = run["reason"]?.string ?? "at work"
        return [run["alias"]?.string ?? "", run["account"]?.plain ?? "", reason, run["turns"]?.plain ?? "", cost]
    }

    private static func row(ofJob job: JSONValue) -> [String] {
        let owner = job.at("repository", "owner_name")?.string ?? ""
        let name = job.at("repository", "repo_name")?.string ?? ""
        let item = job.at("item", "number")?.integer.map { "#\($0)" } ?? ""
        let result = job["pr_url"]?.string ?? job["outcome"]?.string ?? job["state_note"]?.string ?? ""
        return [
            String((job["id"]?.string ?? "").suffix(8)), job["state"]?.string ?? "", "\(owner)/\(name)\(item)",
            job["rule"]?.string ?? "",
            PublicText.singleLine(job["title"]?.string ?? "", to: 40), job["cost_usd"]?.double.map(dollarText) ?? "",
            PublicText.singleLine(result, to: 60),
        ]
    }

    func logs() async throws {
        let client = try await client()
        var last: Int64 = 0
        while true {
            let answer = try await client.call(.get, "/jobs/\(percentEncoded(invocation.positionals[0]))/logs?after=\(last)")
            for entry in answer["entries"]?.array ?? [] {
                last = entry["sequence"]?.integer ?? last
                if invocation.has("--json") {
                    Output.line(entry.text())
                } else {
                    let mark = entry["stream"]?.string == "stdout" ? "" : "· "
                    let content = TerminalText.plain(entry["content"]?.string ?? "")
                    Output.line("\(entry["created_at"]?.string ?? "")  \(mark)\(content)")
                }
            }
            let isOver = answer["finished"]?.bool ?? true
            if isOver || (!invocation.has("-f") && answer["entries"]?.array?.isEmpty != false) { break }
            if answer["entries"]?.array?.isEmpty != false { try await Task.sleep(for: .milliseconds(500)) }
        }
        await client.close()
    }

    func diff() async throws {
        let client = try await client()
        do {
            Output.write(try await client.text("/jobs/\(percentEncoded(invocation.positionals[0]))/diff"))
            await client.close()
        } catch {
            await client.close()
            throw error
        }
    }

    func retry() async throws {
        let answer = try await call(.post, "/jobs/\(percentEncoded(invocation.positionals[0]))/retry")
        Output.line("\(answer["originalJobId"]?.string ?? "") is done again as \(answer["id"]?.string ?? "")")
    }

    func cancel() async throws {
        let answer = try await call(.post, "/jobs/\(percentEncoded(invocation.positionals[0]))/cancel")
        let running = answer["wasRunning"]?.bool == true
        Output.line("\(answer["id"]?.string ?? "") \(running ? "is being stopped" : "is cancelled")")
    }

    private func client() async throws -> ServiceClient {
        let file = try ConfigurationFile.load(invocation, environment: ProcessEnvironment.variables())
        return try await ServiceClient(file.checked())
    }

    private func call(_ method: HTTPMethod, _ target: String) async throws -> JSONValue {
        let client = try await client()
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

extension String {
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

extension JSONValue {
    /// Without quotes around a text, and nothing for null.
    fileprivate var plain: String { isNull ? "" : string.map(TerminalText.plain) ?? text() }
}
